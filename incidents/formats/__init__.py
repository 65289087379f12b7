"""How a public page is written down: one module `as_...` for each format, found by itself."""

from incidents.formats._format import Format, Site, by_suffix, every

__all__ = ["Format", "Site", "by_suffix", "every"]
