"""How a public archive becomes a newsroom again: every hash checked, every position kept."""
