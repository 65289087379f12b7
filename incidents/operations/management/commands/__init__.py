"""The commands of the engine room."""
