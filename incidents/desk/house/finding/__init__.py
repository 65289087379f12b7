"""Finding updates and stories by what they say, rest on and became; acting on many at once."""
