"""What stands beside the words of a story: media, highlights, related, comments, appeals."""
