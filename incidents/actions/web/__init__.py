"""Web addresses as they are typed: taken apart, compared, and refused in words."""
