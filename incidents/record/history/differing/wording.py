"""What a reader sees of a piece beside its prose, line by line, so that lists can be compared."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from incidents.record.history.differing import outstanding
from incidents.record.ledger import Value
from incidents.record.printing import piece_name
from incidents.record.reading import strings, text, values, whole_numbers
from incidents.text.times import printed_date

ORDER = (
    *("topic_line", "headline", "credits", "status", "notice", "summary", "key_events", "pinned"),
    *("update", "lead", "medium", "captions"),
    *("source", "topics", "related"),
)


MEDIUM = {
    "author": "Author",
    "handle": "Handle",
    "platform": "Platform",
    "printed": "Posted",
    "text": "Says",
    "url": "Address",
    "alt": "Description",
    "caption": "Caption",
    "credit": "Credit",
    "place": "Place",
    "date": "Date",
    "provenance": "Provenance",
    "licence": "Licence",
    "warning": "Content warning",
}
"""What is said of an image, quoted post or video, one a line."""


def name(key: str, value: Value | None) -> str:
    """What a piece is called: sources go by the number they had."""
    if key.startswith("source-"):
        number = str((value or {}).get("number", ""))
        return (_("Source %(number)s") % {"number": number}).strip()
    if key.startswith("medium-"):
        kind = text(value, "kind").capitalize() or "Medium"
        return f"{kind} {key.removeprefix('medium-')}"
    known = piece_name(key)
    return known[:1].upper() + known[1:]


def place(key: str) -> tuple[int, int]:
    """Where a piece stands among others: as on the page, updates newest first."""
    stem, _, number = key.partition("-")
    rank = ORDER.index(stem) if stem in ORDER else len(ORDER)
    serial = int(number or 0)
    return rank, -serial if stem == "update" else serial


def body(value: Value | None) -> str:
    """The prose of a piece with its headline."""
    headline = text(value, "headline")
    return (f"<h3>{escape(headline)}</h3>\n" if headline else "") + text(value, "html")


def paragraphs(lines: list[str]) -> str:
    """Lines as HTML, one paragraph each; empty ones are left out."""
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)


def lines(key: str, value: Value | None) -> list[str]:
    """All that stands around the prose of a piece."""
    return _LINES[key.partition("-")[0]](value) if value is not None else []


def seen(key: str, value: Value | None) -> str:
    """All that a reader sees of a piece."""
    return paragraphs(lines(key, value)) + body(value)


def topics(value: Value) -> list[str]:
    """The topics of a story, one a line."""
    return [
        " ".join(filter(None, (text(topic, "qualifier"), text(topic, "name"), _number(topic))))
        for topic in values(value, "topics")
    ]


def _number(topic: Value) -> str:
    """Which thing of a name is meant, where the newsroom says so."""
    return f"({text(topic, 'wikidata')})" if text(topic, "wikidata") else ""


def related(value: Value) -> list[str]:
    """The related stories, one a line."""
    return [
        f"{text(item, 'title')} {', '.join(strings(item, 'contexts'))}".strip()
        for item in values(value, "related")
    ]


def _said(value: Value) -> list[str]:
    return [text(value, "text")]


def _about(value: Value) -> list[str]:
    day = printed_date(date.fromisoformat(text(value, "date")))
    translated = "A translation of another story" if text(value, "translation_of") else ""
    return [f"{day}, {text(value, 'time_zone')}, {text(value, 'language')}", translated]


def _status(value: Value) -> list[str]:
    return [text(value, "status").capitalize(), text(value, "line"), text(value, "reason")]


def _source(value: Value) -> list[str]:
    named = ". ".join(filter(None, (str(value.get("number", "")), text(value, "outlet"))))
    rest = (text(value, field) for field in ("title", "author", "via", "quote", "url"))
    archived, read = text(value, "archived_url"), text(value, "read_text")
    return [
        ", ".join(filter(None, (named, *rest))),
        f"Archived copy: {archived}" if archived else "",
        f"Text as we read it: {read}" if read else "",
    ]


def _update(value: Value) -> list[str]:
    number, clock = value.get("number"), text(value, "printed")
    cited = value.get("sources")
    named = f"Update {number} - {clock}"
    cites = f"Sources: {', '.join(map(str, cited))}" if isinstance(cited, list) and cited else ""
    tombstone = f"Retracted: {text(value, 'reason')}" if text(value, "reason") else ""
    own = "Own reporting" if text(value, "reporting") == "own" else ""
    return [named, tombstone, own, cites, *outstanding.beside(value), _shown(value)]


def _shown(value: Value) -> str:
    """What a text shows, by number."""
    numbers = whole_numbers(value, "media")
    return f"Shows: {', '.join(map(str, numbers))}" if numbers else ""


def _lead(value: Value) -> list[str]:
    return [*outstanding.beside(value), _shown(value)]


def _medium(value: Value) -> list[str]:
    file = value.get("file")
    digest = text(file, "sha256") if isinstance(file, dict) else ""
    said = {label: " ".join(text(value, name).split()) for name, label in MEDIUM.items()}
    told = [f"{label}: {words}" for label, words in said.items() if words]
    lent = {True: "Partners may use it", False: "Partners may not use it"}
    allowed = value.get("redistribute")
    return [
        f"Picture with the hash {digest}" if digest else "",
        *told,
        lent[allowed] if isinstance(allowed, bool) else "",
    ]


def _address(value: Value) -> list[str]:
    return [text(value, "path")]


def _captions(value: Value) -> list[str]:
    return list(strings(value, "captions"))


_LINES: Mapping[str, Callable[[Value], list[str]]] = {
    "about": _about,
    "headline": _said,
    "topic_line": _said,
    "notice": _said,
    "slug": _address,
    "lead": _lead,
    "credits": outstanding.byline,
    "summary": outstanding.summary,
    "key_events": outstanding.key_events,
    "pinned": outstanding.pinned,
    "captions": _captions,
    "medium": _medium,
    "status": _status,
    "topics": topics,
    "related": related,
    "source": _source,
    "update": _update,
}
