"""Where the database is: the embedded PostgreSQL, its roles, and the guard before it is used."""
