"""How what is public is hashed, chained and counted, so that nobody can alter it unseen."""
