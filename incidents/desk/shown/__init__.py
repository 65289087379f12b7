"""What the desk shows of stories: shelves, the screen of one, what stands beside what was typed."""
