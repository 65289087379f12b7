"""What stands beside the words of a story: related stories, media, comments, appeals."""
