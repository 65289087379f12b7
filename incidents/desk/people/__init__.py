"""People: signing in, second factors, sessions, and who may do what."""
