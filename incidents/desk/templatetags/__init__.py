"""The few words that the desk's templates need beyond Django's own."""
