"""The HTML fragment that is stored with each piece of a story and never written again.

A frozen page is put together from these alone, so a fragment depends on nothing but the value of
its piece: no address of the story (links within it are ``#source-3``), no setting, no clock. All
text is escaped here; bodies (``html``) come from ``sanitise.body`` and go in as they are.
"""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from incidents.text.fragments import highlights, media
from incidents.text.fragments.marks import mark_time, marks, notes, with_places
from incidents.text.fragments.values import (
    Value,
    items,
    lines,
    moment,
    paragraph,
    raw,
    text,
    values,
)
from incidents.text.fragments.warnings import warned
from incidents.text.times import parse_iso, printed_date

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
    the rest stands as it is; pieces without a face of their own (such as ``about``) and empty
    ones give the empty string. Raises ``KeyError`` for a key nobody knows.
    """
    return _RENDERERS[key.partition("-")[0]](value)


def _headline(value: Value) -> str:
    return text(value, "text")


def _topic_line(value: Value) -> str:
    return paragraph("topic-line", text(value, "text"))


def _notice(value: Value) -> str:
    return paragraph("notice", text(value, "text"))


def _note(value: Value) -> str:
    return paragraph("note", text(value, "text"))


def _byline(value: Value) -> str:
    return text(value, "name")


def _nothing(_value: Value) -> str:
    return ""


def _lead(value: Value) -> str:
    body, marked, shown = with_places(value), marks(value), media.slot(value)
    if not (body or marked or shown):
        return ""
    return lines(
        '<section class="lead" id="initial-report">',
        marked,
        notes(value, grave=True),
        warned(value, lines(shown, body)),
        notes(value, grave=False),
        "</section>",
    )


def _captions(value: Value) -> str:
    said = "\n".join(f"<li>{escape(str(caption))}</li>" for caption in items(value, "captions"))
    return lines('<ul class="captions">', said, "</ul>") if said else ""


def _status(value: Value) -> str:
    state, said = text(value, "status"), text(value, "reason") or text(value, "line")
    label = f'<span class="status-label">{STATES.get(state, state)}</span>'
    said = f' <span class="status-line">{said}</span>' if said else ""
    return f'<p class="status" data-status="{state}">{label}{said}</p>'


def _topics(value: Value) -> str:
    named = "\n".join(map(_topic, values(value, "topics")))
    return lines('<ul class="topics">', named, "</ul>") if named else ""


def _topic(value: Value) -> str:
    qualifier = text(value, "qualifier")
    qualifier = f'<span class="qualifier">{qualifier}</span> ' if qualifier else ""
    address = escape(f"/topics/{quote(raw(value, 'slug'), safe='')}/")
    return f'<li><a href="{address}">{qualifier}{text(value, "name")}</a></li>'


def _related(value: Value) -> str:
    return "\n".join(map(_related_item, values(value, "related")))


def _related_item(value: Value) -> str:
    path = quote(raw(value, "path"), safe="/%")
    contexts = ", ".join(escape(str(name)) for name in items(value, "contexts"))
    day = raw(value, "date")
    title, url = raw(value, "title"), raw(value, "url")
    parts = (
        f'<a href="{escape(path)}/">{escape(title)}</a>' if path else _linked(title, url),
        f'<time datetime="{escape(day)}">{escape(day)}</time>' if day else "",
        f'<span class="contexts">Context: {contexts}</span>' if contexts else "",
    )
    return f"<li>{' '.join(filter(None, parts))}</li>"


def _source(value: Value) -> str:
    number = text(value, "number")
    via, quoted = text(value, "via"), text(value, "quote")
    kind, author = raw(value, "kind"), text(value, "author")
    parts = (
        *_named(value),
        f'<span class="author">by {author}</span>' if author else "",
        f'<span class="via">via {via}</span>' if via else "",
        f"<q>{quoted}</q>" if quoted else "",
        f'<span class="kind">{escape(SOURCE_KINDS.get(kind, kind))}</span>' if kind else "",
        _day(value, "published_at", "published"),
        _day(value, "retrieved_at", "retrieved"),
        _archived(value),
        _as_read(value),
    )
    return f'<li id="source-{number}" value="{number}">{" ".join(filter(None, parts))}</li>'


def _update(value: Value) -> str:
    number = text(value, "number")
    retracted = raw(value, "state") == "retracted"
    headline, body = text(value, "headline"), with_places(value)
    return lines(
        f'<section class="update{" retracted" if retracted else ""}" id="update-{number}">',
        _update_heading(value),
        f'<h3 class="update-headline">{headline}</h3>' if headline and not retracted else "",
        _tombstone(value) if retracted else marks(value),
        "" if retracted else highlights.credits_line(value),
        "" if retracted else notes(value, grave=True),
        "" if retracted else warned(value, lines(_lowered(body), media.slot(value))),
        "" if retracted else notes(value, grave=False),
        _reporting(value),
        "" if retracted else _citations(value),
        "</section>",
    )


def _update_heading(value: Value) -> str:
    number, label = text(value, "number"), text(value, "label")
    clock, day = text(value, "printed"), text(value, "printed_date")
    shown = f"{clock}, {day}" if day else clock
    as_printed = f' <span class="label">({label})</span>' if label not in ("", number) else ""
    return (
        f'<h2><a href="#update-{number}">Update {number}</a>{as_printed}'
        f" - {moment(raw(value, 'at'), shown)}</h2>"
    )


def _tombstone(value: Value) -> str:
    kept = [mark for mark in values(value, "marks") if raw(mark, "kind") == "retraction"]
    at = f" at {mark_time(kept[-1])}" if kept else ""
    reason = text(value, "reason")
    said = f": {reason}" if reason else "."
    return paragraph("tombstone", f"Update {text(value, 'number')} was retracted{at}{said}")


def _reporting(value: Value) -> str:
    """That the newsroom saw or heard it itself, where it says so."""
    own = raw(value, "reporting") == "own"
    return paragraph("own-reporting", "Own reporting") if own else ""


def _citations(value: Value) -> str:
    numbers = [escape(str(number)) for number in items(value, "sources")]
    if not numbers:
        return ""
    links = " ".join(f'<a href="#source-{number}">[{number}]</a>' for number in numbers)
    return paragraph("sources", f"{'Sources' if len(numbers) > 1 else 'Source'}: {links}")


def _archived(value: Value) -> str:
    """Where an archive keeps a copy of the page."""
    url = raw(value, "archived_url")
    return f'<span class="archived">{_linked("archived copy", url)}</span>' if url else ""


def _as_read(value: Value) -> str:
    """What the page said when the newsroom read it, folded up."""
    said = [escape(line.strip()) for line in raw(value, "read_text").splitlines() if line.strip()]
    at = raw(value, "read_at")
    if not (said and at):
        return ""
    read = moment(at, printed_date(parse_iso(at).date()))
    words = "".join(f"<p>{line}</p>" for line in said)
    digest = paragraph("digest", f"SHA-256: <code>{text(value, 'read_digest')}</code>")
    summary = f"<summary>Text as we read it on {read}</summary>"
    return f'<details class="as-read">{summary}<blockquote>{words}</blockquote>{digest}</details>'


def _named(value: Value) -> tuple[str, str]:
    """Name a source by outlet and title; the link is on the title, or else on the outlet."""
    outlet, title, url = (raw(value, name) for name in ("outlet", "title", "url"))
    if not title:
        return f'<span class="outlet">{_linked(outlet or url, url)}</span>', ""
    return (f'<span class="outlet">{escape(outlet)}</span>' if outlet else ""), _linked(title, url)


def _linked(shown: str, url: str) -> str:
    """Link a text where there is a web address to link it to."""
    if not url.lower().startswith(("http://", "https://")):
        return escape(shown)
    return f'<a href="{escape(url)}" rel="nofollow noopener external">{escape(shown)}</a>'


def _day(value: Value, name: str, said: str) -> str:
    at = raw(value, name)
    shown = printed_date(parse_iso(at).date()) if at else ""
    return f'<span class="{said}">{said} {moment(at, shown)}</span>' if at else ""


def _lowered(body: str) -> str:
    """Put the headings of a body one level below the heading of its update."""
    body = body.replace("<h3>", "<h4>").replace("</h3>", "</h4>")
    return body.replace("<h2>", "<h3>").replace("</h2>", "</h3>")


_RENDERERS: dict[str, Callable[[Value], str]] = {
    "about": _nothing,
    "slug": _nothing,
    "headline": _headline,
    "topic_line": _topic_line,
    "notice": _notice,
    "note": _note,
    "byline": _byline,
    "approval": _byline,
    "correction": _nothing,
    "returns": _nothing,
    "redaction": _nothing,
    "lead": _lead,
    "credits": highlights.credits_line,
    "summary": highlights.summary,
    "key_events": highlights.key_events,
    "pinned": _nothing,
    "captions": _captions,
    "medium": media.render,
    "status": _status,
    "topics": _topics,
    "related": _related,
    "source": _source,
    "update": _update,
}
