"""How the newsroom runs: settings, database, front and launcher, and nothing about news."""
