"""Where sentences come from and where they go: origins, merging, the places of changed words."""
