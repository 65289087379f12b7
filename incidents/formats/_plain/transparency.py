"""The signed heads as plain values."""

from incidents.formats._format import Site
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.pages.transparency import HeadEntry, TransparencyPage


def transparency_fields(page: TransparencyPage, site: Site) -> Fields:
    """The key, the latest head and a part of the series; `next` is the part below it."""
    older = f"{site.absolute(html_address(page.path))}?before={page.older}"
    return {
        "origin": page.origin,
        "key": page.key,
        "key_url": site.absolute(f"{page.path}/key"),
        "position": page.position,
        "uncovered": page.uncovered,
        "missing": page.missing,
        "latest": _head(page.latest, site) if page.latest else None,
        "note": given(page.note),
        "note_url": site.absolute(f"{page.path}/checkpoint"),
        "heads": [_head(entry, site) for entry in page.heads],
        "next_url": older if page.older is not None else None,
    }


def _head(entry: HeadEntry, site: Site) -> Fields:
    return {
        "size": entry.size,
        "root": entry.root,
        "at": moment(entry.at),
        "printed": given(entry.printed),
        "note_url": site.absolute(entry.note_path),
    }
