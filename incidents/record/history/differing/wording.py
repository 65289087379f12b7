"""What a reader sees of a piece beside its prose, line by line, so that lists can be compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from django.utils.translation import gettext as _, gettext_noop

from incidents.record.history.differing import outstanding
from incidents.record.ledger import Value
from incidents.record.printing import day_printed, medium_name, piece_name, status_label
from incidents.record.reading import strings, text, values, whole_numbers

ORDER = (
    *("topic_line", "headline", "credits", "status", "notice", "summary", "key_events", "pinned"),
    *("update", "lead", "medium", "captions"),
    *("source", "topics", "related"),
)


MEDIUM = {
    "author": gettext_noop("Author: %(words)s"),
    "handle": gettext_noop("Handle: %(words)s"),
    "platform": gettext_noop("Platform: %(words)s"),
    "printed": gettext_noop("Posted: %(words)s"),
    "text": gettext_noop("Says: %(words)s"),
    "url": gettext_noop("Address: %(words)s"),
    "alt": gettext_noop("Description: %(words)s"),
    "caption": gettext_noop("Caption: %(words)s"),
    "credit": gettext_noop("Credit: %(words)s"),
    "place": gettext_noop("Place: %(words)s"),
    "date": gettext_noop("Date: %(words)s"),
    "provenance": gettext_noop("Provenance: %(words)s"),
    "licence": gettext_noop("Licence: %(words)s"),
    "warning": gettext_noop("Content warning: %(words)s"),
}
"""What is said of an image, quoted post or video, one a line."""


def name(key: str, value: Value | None) -> str:
    """What a piece is called: sources go by the number they had."""
    if key.startswith("source-"):
        number = str((value or {}).get("number", ""))
        return (_("Source %(number)s") % {"number": number}).strip()
    if key.startswith("medium-"):
        return medium_name(text(value, "kind"), key.removeprefix("medium-"))
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
    day = day_printed(date.fromisoformat(text(value, "date")))
    translated = _("A translation of another story") if text(value, "translation_of") else ""
    return [f"{day}, {text(value, 'time_zone')}, {text(value, 'language')}", translated]


def _status(value: Value) -> list[str]:
    named = text(value, "status")
    return [status_label(named) if named else "", text(value, "line"), text(value, "reason")]


def _source(value: Value) -> list[str]:
    named = ". ".join(filter(None, (str(value.get("number", "")), text(value, "outlet"))))
    rest = (text(value, field) for field in ("title", "author", "via", "quote", "url"))
    archived, read = text(value, "archived_url"), text(value, "read_text")
    return [
        ", ".join(filter(None, (named, *rest))),
        _("Archived copy: %(address)s") % {"address": archived} if archived else "",
        _("Text as we read it: %(text)s") % {"text": read} if read else "",
    ]


def _update(value: Value) -> list[str]:
    number, clock, reason = value.get("number"), text(value, "printed"), text(value, "reason")
    cited = value.get("sources")
    named = _("Update %(number)s - %(time)s") % {"number": number, "time": clock}
    cites = _numbered(_("Sources: %(numbers)s"), cited if isinstance(cited, list) else ())
    tombstone = _("Retracted: %(reason)s") % {"reason": reason} if reason else ""
    own = _("Own reporting") if text(value, "reporting") == "own" else ""
    return [named, tombstone, own, cites, *outstanding.beside(value), _shown(value)]


def _numbered(words: str, numbers: Sequence[object]) -> str:
    return words % {"numbers": ", ".join(map(str, numbers))} if numbers else ""


def _shown(value: Value) -> str:
    """What a text shows, by number."""
    return _numbered(_("Shows: %(numbers)s"), whole_numbers(value, "media"))


def _lead(value: Value) -> list[str]:
    return [*outstanding.beside(value), _shown(value)]


def _medium(value: Value) -> list[str]:
    file = value.get("file")
    digest = text(file, "sha256") if isinstance(file, dict) else ""
    said = {name: " ".join(text(value, name).split()) for name in MEDIUM}
    told = [_(MEDIUM[name]) % {"words": words} for name, words in said.items() if words]
    lent = {True: _("Partners may use it"), False: _("Partners may not use it")}
    allowed = value.get("redistribute")
    return [
        _("Picture with the hash %(hash)s") % {"hash": digest} if digest else "",
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
