"""Whoever makes pages, Django behind its bridge, and who waits for that, and for how long."""
