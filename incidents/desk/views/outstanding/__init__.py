"""What editors make stand out of a story: one pinned update, key events, what is known so far."""
