"""A page as plain values under plain names: what JSON and XML both write."""
