"""The body of a piece as a tree of blocks, with one canonical spelling in HTML."""
