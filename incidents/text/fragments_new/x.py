"""The HTML fragment that is stored with each piece of a story and never written again.

A frozen page is put together from these alone, so a fragment depends on nothing but the value of
its piece: no address of the story (links within it are ``#source-3``), no setting, no clock. All
text is escaped here; bodies (``html``) come from ``sanitise.body`` and go in as they are.
"""

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from incidents.text.hashing.canonical import JSON
from incidents.text.times import parse_iso, printed_date

Value = Mapping[str, JSON]

MARKS = {
    "correction": "Corrected",
    "clarification": "Clarified",
    "addition": "Added to",
    "retraction": "Retracted",
    "restoration": "Restored",
    "redaction": "Redacted",
}
"""What a mark says, by the kind of change that left it."""

SOURCE_KINDS = {
    "outlet": "Outlet",
    "agency": "Agency",
    "official": "Official statement",
    "social": "Social post",
    "witness": "Witness",
    "document": "Document",
    "anonymous": "Anonymous",
}

STATES = {"draft": "Draft", "live": "Live", "ended": "Ended", "retracted": "Retracted"}


def render(key: str, value: Value) -> str:
    """Render the value of a piece as HTML.

    ``headline`` and ``byline`` are phrasing content, ``source-*`` and ``related`` are list items,
    the rest stands as it is; pieces without a face of their own (``about``, ``slug``) and empty
    ones give the empty string. Raises ``KeyError`` for a key nobody knows.
    """
    return _RENDERERS[key.partition("-")[0]](value)


def _headline(value: Value) -> str:
    return _text(value, "text")


def _topic_line(value: Value) -> str:
    return _paragraph("topic-line", _text(value, "text"))


def _notice(value: Value) -> str:
    return _paragraph("notice", _text(value, "text"))


def _note(value: Value) -> str:
    return _paragraph("note", _text(value, "text"))


def _byline(value: Value) -> str:
    return _text(value, "name")


def _nothing(_value: Value) -> str:
    return ""


def _lead(value: Value) -> str:
    body, marks = _raw(value, "html"), _marks(value)
    if not (body or marks):
        return ""
    return _lines('<section class="lead" id="initial-report">', marks, body, "</section>")


def _captions(value: Value) -> str:
    items = "\n".join(f"<li>{escape(str(text))}</li>" for text in _list(value, "captions"))
    return _lines('<ul class="captions">', items, "</ul>") if items else ""


def _status(value: Value) -> str:
    state, said = _text(value, "status"), _text(value, "reason") or _text(value, "line")
    label = f'<span class="status-label">{STATES.get(state, state)}</span>'
    said = f' <span class="status-line">{said}</span>' if said else ""
    return f'<p class="status" data-status="{state}">{label}{said}</p>'


def _topics(value: Value) -> str:
    items = "\n".join(map(_topic, _values(value, "topics")))
    return _lines('<ul class="topics">', items, "</ul>") if items else ""


def _topic(value: Value) -> str:
    qualifier = _text(value, "qualifier")
    qualifier = f'<span class="qualifier">{qualifier}</span> ' if qualifier else ""
    address = escape(f"/topics/{quote(_raw(value, 'slug'), safe='')}/")
    return f'<li><a href="{address}">{qualifier}{_text(value, "name")}</a></li>'


def _related(value: Value) -> str:
    return "\n".join(map(_related_item, _values(value, "related")))


def _related_item(value: Value) -> str:
    path = quote(_raw(value, "path"), safe="/%")
    contexts = ", ".join(escape(str(name)) for name in _list(value, "contexts"))
    day = _raw(value, "date")
    title, url = _raw(value, "title"), _raw(value, "url")
    parts = (
        f'<a href="{escape(path)}/">{escape(title)}</a>' if path else _linked(title, url),
        f'<time datetime="{escape(day)}">{escape(day)}</time>' if day else "",
        f'<span class="contexts">Context: {contexts}</span>' if contexts else "",
    )
    return f"<li>{' '.join(filter(None, parts))}</li>"


def _source(value: Value) -> str:
    number = _text(value, "number")
    via, quoted = _text(value, "via"), _text(value, "quote")
    kind = _raw(value, "kind")
    parts = (
        *_named(value),
        f'<span class="via">via {via}</span>' if via else "",
        f"<q>{quoted}</q>" if quoted else "",
        f'<span class="kind">{escape(SOURCE_KINDS.get(kind, kind))}</span>' if kind else "",
        _day(value, "published_at", "published"),
        _day(value, "retrieved_at", "retrieved"),
    )
    return f'<li id="source-{number}" value="{number}">{" ".join(filter(None, parts))}</li>'


def _update(value: Value) -> str:
    number = _text(value, "number")
    retracted = _raw(value, "state") == "retracted"
    headline, body = _text(value, "headline"), _raw(value, "html")
    return _lines(
        f'<section class="update{" retracted" if retracted else ""}" id="update-{number}">',
        _update_heading(value),
        f'<h3 class="update-headline">{headline}</h3>' if headline and not retracted else "",
        _tombstone(value) if retracted else _marks(value),
        "" if retracted else _lowered(body),
        "" if retracted else _citations(value),
        "</section>",
    )


def _update_heading(value: Value) -> str:
    number, label = _text(value, "number"), _text(value, "label")
    clock, day = _text(value, "printed"), _text(value, "printed_date")
    shown = f"{clock}, {day}" if day else clock
    as_printed = f' <span class="label">({label})</span>' if label not in ("", number) else ""
    return (
        f'<h2><a href="#update-{number}">Update {number}</a>{as_printed}'
        f" - {_time(_raw(value, 'at'), shown)}</h2>"
    )


def _tombstone(value: Value) -> str:
    kept = [mark for mark in _values(value, "marks") if _raw(mark, "kind") == "retraction"]
    at = f" at {_mark_time(kept[-1])}" if kept else ""
    reason = _text(value, "reason")
    said = f": {reason}" if reason else "."
    return _paragraph("tombstone", f"Update {_text(value, 'number')} was retracted{at}{said}")


def _marks(value: Value) -> str:
    marks = (
        f'<span class="mark" data-kind="{_text(mark, "kind")}">'
        f"{escape(MARKS.get(_raw(mark, 'kind'), _raw(mark, 'kind').capitalize()))}"
        f" at {_mark_time(mark)}</span>"
        for mark in _values(value, "marks")
    )
    return _paragraph("marks", " ".join(marks))


def _mark_time(mark: Value) -> str:
    return _time(_raw(mark, "at"), _text(mark, "printed") or _text(mark, "at"))


def _citations(value: Value) -> str:
    numbers = [escape(str(number)) for number in _list(value, "sources")]
    if not numbers:
        return ""
    links = " ".join(f'<a href="#source-{number}">[{number}]</a>' for number in numbers)
    return _paragraph("sources", f"{'Sources' if len(numbers) > 1 else 'Source'}: {links}")


def _named(value: Value) -> tuple[str, str]:
    """Name a source by outlet and title; the link is on the title, or else on the outlet."""
    outlet, title, url = (_raw(value, name) for name in ("outlet", "title", "url"))
    if not title:
        return f'<span class="outlet">{_linked(outlet or url, url)}</span>', ""
    return (f'<span class="outlet">{escape(outlet)}</span>' if outlet else ""), _linked(title, url)


def _linked(shown: str, url: str) -> str:
    """Link a text where there is a web address to link it to."""
    if not url.lower().startswith(("http://", "https://")):
        return escape(shown)
    return f'<a href="{escape(url)}" rel="nofollow noopener external">{escape(shown)}</a>'


def _day(value: Value, name: str, said: str) -> str:
    at = _raw(value, name)
    shown = printed_date(parse_iso(at).date()) if at else ""
    return f'<span class="{said}">{said} {_time(at, shown)}</span>' if at else ""


def _time(at: str, shown: str) -> str:
    """Write a moment; HTML allows three digits of a second's fraction, so none is written."""
    return f'<time datetime="{escape(at[:19])}Z">{shown}</time>' if at else shown


def _lowered(body: str) -> str:
    """Put the headings of a body one level below the heading of its update."""
    body = body.replace("<h3>", "<h4>").replace("</h3>", "</h4>")
    return body.replace("<h2>", "<h3>").replace("</h2>", "</h3>")


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _paragraph(name: str, content: str) -> str:
    return f'<p class="{name}">{content}</p>' if content else ""


def _raw(value: Value, name: str) -> str:
    """Give a field as text, unescaped; absent ones are empty."""
    field = value.get(name)
    return "" if field is None else str(field)


def _text(value: Value, name: str) -> str:
    return escape(_raw(value, name))


def _list(value: Value, name: str) -> list[JSON]:
    field = value.get(name)
    return list(field) if isinstance(field, list | tuple) else []


def _values(value: Value, name: str) -> list[Value]:
    return [item for item in _list(value, name) if isinstance(item, Mapping)]


_RENDERERS: dict[str, Callable[[Value], str]] = {
    "about": _nothing,
    "slug": _nothing,
    "headline": _headline,
    "topic_line": _topic_line,
    "notice": _notice,
    "note": _note,
    "byline": _byline,
    "lead": _lead,
    "captions": _captions,
    "status": _status,
    "topics": _topics,
    "related": _related,
    "source": _source,
    "update": _update,
}
