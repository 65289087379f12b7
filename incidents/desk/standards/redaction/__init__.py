"""For chief editors: looking at what has to go, deciding on it, and seeing what is left."""
