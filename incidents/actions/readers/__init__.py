"""What readers send in, and what becomes of it."""
