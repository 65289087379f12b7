"""What each page of the desk shows and does."""
