"""Searching in what is public: by an index of words, shown from the history as it stands."""
