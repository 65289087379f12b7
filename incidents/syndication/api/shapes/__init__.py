"""What answers look like, for the OpenAPI document; the values come from `formats` as they are."""
