"""The pages about the newsroom itself, written by chief editors."""
