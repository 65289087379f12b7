"""What a page says about itself, read from its bytes alone."""
