"""What a page says of itself where a link to it is shown: words, data and a picture."""
