"""What editors share while they write: notes, hints, and finding stories, topics and colleagues."""
