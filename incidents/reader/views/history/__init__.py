"""Views of what changed: in one story, across the site, and how to prove it."""
