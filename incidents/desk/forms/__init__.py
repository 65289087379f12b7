"""What editors fill in, and how it becomes what the actions take."""
