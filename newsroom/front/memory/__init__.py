"""Public pages as rendered bytes, in front of Django: exact to what they show."""
