"""What a newsroom owes those it writes about and for: answers to readers, and what must go."""
