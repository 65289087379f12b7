"""Commands that bring stories in."""
