"""For readers who stay: what changes is heard, and told to every open page."""
