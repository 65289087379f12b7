"""Pure functions on prose: cleaning, splitting, comparing and hashing text, without Django."""
