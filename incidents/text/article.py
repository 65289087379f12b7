"""The article of a story at one version: stored fragments in their order, and nothing else.

A frozen page shows these bytes for ever, so no form ever changes: a new one is a new function,
chosen by the schema of the version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from incidents.text.fragments import highlights
from incidents.text.hashing.chain import SCHEMA
from incidents.text.times import printed_date

NAMES_REPORT = 3
"""Since this schema the initial report has a heading, where updates stand above it."""

INITIAL_REPORT = "Initial report"

PICTURES_NOT_HELD = "The pictures themselves are not held here, only their captions."


@dataclass(frozen=True, slots=True)
class Parts:
    """What an article is put together from: facts, fragments by piece key, and list items."""

    date: date
    language: str
    update_count: int
    fragments: Mapping[str, str]
    updates: Sequence[str]
    sources: Sequence[str]
    held: bool = True
    pinned: int = 0
    """The number of the update that stands on top; `updates` begin with the highest number."""


def article(parts: Parts, schema: int = SCHEMA) -> str:
    """The article as HTML, in the form of a schema: one `<article>` with headings from level 1."""
    return _put_together(parts, _lead(parts) if schema >= NAMES_REPORT else _bare_lead(parts))


def same_form(one: int, other: int) -> bool:
    """Whether articles of two schemas have the same form."""
    return (one >= NAMES_REPORT) == (other >= NAMES_REPORT)


def _bare_lead(parts: Parts) -> str:
    return parts.fragments.get("lead", "")


def _lead(parts: Parts) -> str:
    """The initial report; below updates it is named, as on the page of the story."""
    lead = _bare_lead(parts)
    if not (lead and parts.updates):
        return lead
    return f'<div class="lead-item">\n<h2 class="lead-name">{INITIAL_REPORT}</h2>\n{lead}\n</div>'


def _put_together(parts: Parts, lead: str) -> str:
    fragment = parts.fragments.get
    day = parts.date
    counter = f" (Updated {parts.update_count})" if parts.update_count else ""
    lines = [
        f'<article lang="{escape(parts.language)}">',
        f'<p class="date"><time datetime="{day.isoformat()}">{printed_date(day)}</time></p>',
        fragment("topic_line", ""),
        f"<h1>{fragment('headline', '')}{counter}</h1>",
        fragment("credits", ""),
        fragment("status", ""),
        fragment("notice", ""),
        fragment("summary", ""),
        fragment("key_events", ""),
        *_updates(parts),
        lead,
        "" if parts.held else '<p class="not-held">Text not held</p>',
        _wrapped("pictures", "Pictures", _captions(fragment("captions", ""))),
        _section("sources", "Sources", "ol", parts.sources),
        _wrapped("topics", "Topics", fragment("topics", "")),
        _section("related", "Related", "ol", [fragment("related", "")]),
        "</article>",
    ]
    return "\n".join(filter(None, lines))


def tombstone(parts: Parts) -> str:
    """What is left of a retracted story: its headline, and the reason."""
    fragment = parts.fragments.get
    lines = [
        f'<article lang="{escape(parts.language)}">',
        f"<h1>{fragment('headline', '')}</h1>",
        fragment("status", ""),
        "</article>",
    ]
    return "\n".join(filter(None, lines))


def _updates(parts: Parts) -> list[str]:
    """The updates; one that is pinned stands first, and its place says so."""
    key = f"update-{parts.pinned}"
    if key not in parts.fragments:
        return [*parts.updates]
    own = parts.fragments[key]
    place = highlights.pinned_place(parts.pinned)
    rest = (place if fragment == own else fragment for fragment in parts.updates)
    return [highlights.pinned_section(own), *rest]


def _captions(fragment: str) -> str:
    return f'<p class="pictures-note">{PICTURES_NOT_HELD}</p>\n{fragment}' if fragment else ""


def _section(name: str, title: str, tag: str, items: Sequence[str]) -> str:
    inside = "\n".join(filter(None, items))
    return _wrapped(name, title, f"<{tag}>\n{inside}\n</{tag}>" if inside else "")


def _wrapped(name: str, title: str, inside: str) -> str:
    if not inside:
        return ""
    return f'<section class="{name}">\n<h2>{title}</h2>\n{inside}\n</section>'
