"""How a public change is written down: one lock, one kind, one version, one chain."""
