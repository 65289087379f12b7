"""What the newsroom holds for itself: pages it fetched, and who its nameless sources are."""
