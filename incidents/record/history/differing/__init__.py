"""What became of the pieces of a story from one version to another."""
