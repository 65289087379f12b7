"""The incidents of a newsroom: what exists, what may happen, and what the public sees of it."""
