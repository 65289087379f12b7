"""What belongs to the whole newsroom: its notice, its people, its topics, its signed heads."""
