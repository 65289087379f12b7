"""The door through which readers report errors, and the queue in which editors answer them."""
