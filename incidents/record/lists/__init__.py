"""What stands in lists: the front page, days, months and years, topics, outlets."""
