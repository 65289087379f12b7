"""The numbered sources of a story, each a line that is filled in."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from incidents.formats.addresses import html_address
from incidents.reader.parts.kept import poured
from incidents.record.entries import SourceEntry

OPEN = ("fragment", "path", "outlet")


def listed(sources: tuple[SourceEntry, ...]) -> Mapping[str, object]:
    """Each source as it is stored, with the way to the page of its outlet, if it has one."""
    return {"listed": [_line(source) for source in sources]}


def _line(source: SourceEntry) -> SafeString:
    path = source.outlet_path
    values = {
        "fragment": SafeString(source.fragment.removesuffix("</li>")),
        "path": html_address(path) if path else "",
        "outlet": source.outlet,
    }
    return poured("reader/story/parts/lines/source.html", values, OPEN)
