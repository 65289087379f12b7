"""Where stories stand on the site: slugs made of headlines, and paths made of days and slugs."""
