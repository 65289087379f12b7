"""The few words that the readers' templates need beyond Django's own."""
