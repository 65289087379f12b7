"""What belongs to the whole newsroom, not to one story."""
