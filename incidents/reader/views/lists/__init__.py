"""Views of lists of stories: the front page, days, months, years, topics."""
