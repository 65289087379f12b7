"""A story's page in parts: each is rendered by itself, and named by what it shows."""
