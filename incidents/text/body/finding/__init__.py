"""How words are found: one spelling for texts and for what readers type, and the marks on both."""
