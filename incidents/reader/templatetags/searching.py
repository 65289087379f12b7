"""How what was found is shown: each kind of hit is rendered once, and filled in for every other."""

from collections.abc import Iterable, Mapping
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from incidents.formats.addresses import html_address
from incidents.reader import site
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.record.pages.search import Hit
from incidents.record.printing import day_printed
from incidents.text.body.finding.marking import Spans
from incidents.text.times import iso

register = template.Library()

TEMPLATE = "reader/search/hit.html"
FIELDS = (
    *("language", "direction", "status_label", "topic_line", "address", "headline"),
    *("warning", "excerpt", "update_address", "number", "time", "moment", "day"),
)


@register.simple_tag
def hits(found: Iterable[Hit]) -> SafeString:
    """Stories that were found, one after the other."""
    return mark_safe("\n".join(map(_hit, found)))  # noqa: S308 - each field is escaped


def _hit(hit: Hit) -> str:
    has = {
        "live": hit.status == "live",
        "topic_line": bool(hit.topic_line),
        "warning": bool(hit.warning),
        "excerpt": bool(hit.excerpt),
        "update": hit.update is not None,
        "corrected": hit.corrected,
    }
    key = (TEMPLATE, get_language(), *has.values())
    return keep(key, lambda: _open(has)).filled(_fields(hit))


def _open(has: Mapping[str, bool]) -> Shape:
    return Shape.of(TEMPLATE, {**has, "hit": {name: seam(name) for name in FIELDS}})


def _fields(hit: Hit) -> dict[str, str]:
    update = hit.update
    return {
        "language": escape(hit.language),
        "direction": site.direction(hit.language),
        "status_label": escape(hit.status_label),
        "topic_line": escape(hit.topic_line),
        "address": escape(html_address(hit.path)),
        "headline": _marked(hit.headline),
        "warning": escape(hit.warning),
        "excerpt": _marked(hit.excerpt),
        "update_address": escape(html_address(hit.update_path)) if update else "",
        "number": str(update.number) if update else "",
        "time": escape(update.printed) if update else "",
        "moment": iso(hit.at.replace(microsecond=0)),
        "day": escape(day_printed(localtime(hit.at))),
    }


def _marked(spans: Spans) -> str:
    """A text with what was looked for in `mark` elements."""
    return "".join(
        f"<mark>{escape(span.text)}</mark>" if span.found else escape(span.text) for span in spans
    )
