"""What versions of a story changed, each with the story before and after it."""
