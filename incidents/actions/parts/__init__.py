"""How each part of a story is changed under the lock, as a part of a change."""
