"""The door through which readers comment, and the queue in which editors decide about it."""
