"""Web pages that editors name as sources: fetched with care, read, and kept for the desk."""
