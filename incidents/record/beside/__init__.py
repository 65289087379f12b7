"""What stands beside a story and is not part of it: it makes no version, and no hash covers it."""
