"""What may happen: every verb of the newsroom, one module for each noun."""
