"""What readers may ask of a history: versions, times, what came after."""
