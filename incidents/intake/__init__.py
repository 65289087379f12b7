"""Stories from elsewhere: one module `from_...` for each kind of file, found by itself."""
