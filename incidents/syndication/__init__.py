"""For machines: what partners read, by the standards of their trade."""
