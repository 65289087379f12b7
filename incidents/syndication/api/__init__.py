"""The read-only JSON API: lists to walk through, single items, and what describes them."""
