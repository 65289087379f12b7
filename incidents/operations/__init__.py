"""The engine room: what keeps a newsroom running and shows that its history holds."""
