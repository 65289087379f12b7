"""The way in: what every request passes before Django sees it."""
