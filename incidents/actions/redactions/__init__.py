"""Taking out of the newsroom what the law forbids to keep: found everywhere, masked, announced."""
