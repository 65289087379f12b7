"""For editors: where stories are opened, updates posted and mistakes corrected."""
