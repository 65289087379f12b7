"""Pictures, quoted posts and videos at the desk: their page, and how texts choose them."""
