"""The one migration history of the newsroom."""
