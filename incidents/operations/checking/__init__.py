"""Checking the history as it is stored: every text, every chain, every signed head."""
