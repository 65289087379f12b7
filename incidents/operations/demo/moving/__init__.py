"""The demo story that moves while somebody watches: an eclipse played again, turn by turn."""
