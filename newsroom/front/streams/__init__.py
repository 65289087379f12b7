"""Streams of changes, on their way past Django."""
