"""What may happen to a story and its updates: opened, edited, posted to, undone."""
