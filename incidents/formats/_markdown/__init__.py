"""A page in the Markdown grammar of the index pages that our stories began from."""
