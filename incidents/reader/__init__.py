"""The readers' wing: the public pages at their addresses, in every format, read-only."""
