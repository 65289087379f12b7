"""The order by hand on top of the front page: its form, and every order that there was."""
