"""Where text is written: each page keeps what is typed, and hands it in, sends or holds it back."""
