"""Who comes in: how people sign in, their sessions and their visits."""
