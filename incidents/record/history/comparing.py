"""What differs between two versions of a story, piece by piece, and said in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from incidents.record import versions
from incidents.record.entries import piece_name
from incidents.record.ledger import Standing, Value, standing
from incidents.record.pages import ComparisonPage, PieceComparison
from incidents.record.reading import strings, text, values
from incidents.record.stories import PREFIX, published
from incidents.text.difference import compare, html
from incidents.text.difference.in_words import Counts, counted, sentence
from incidents.text.sanitise import blocks
from incidents.text.times import printed_date

ORDER = (
    *("topic_line", "headline", "status", "notice", "update", "lead", "captions", "source"),
    "topics",
)


def comparison(path: str, older: int, newer: int) -> ComparisonPage | None:
    """What changed between two versions of the story at a path."""
    incident = published(path)
    if incident is None or not 1 <= older < newer <= incident.version_number:
        return None
    rows = versions.some(incident, [older, newer])
    before = standing(incident.pk, at=older)
    after = standing(incident.pk, at=newer)
    pieces = _altered(before, after)
    return ComparisonPage(
        path=f"{PREFIX}{incident.path}/changes/{older}..{newer}",
        story_path=f"{PREFIX}{incident.path}",
        printed_headline=incident.printed_headline,
        language=incident.language,
        older=rows[0],
        newer=rows[1],
        sentence=sentence(_counts(before, after)),
        pieces=pieces,
    )


def _altered(
    before: Mapping[str, Standing], after: Mapping[str, Standing]
) -> tuple[PieceComparison, ...]:
    keys = [
        key
        for key in {*before, *after}
        if _value(before, key) != _value(after, key)
        and _prose(key, _value(before, key)) != _prose(key, _value(after, key))
    ]
    return tuple(_compared(key, _value(before, key), _value(after, key)) for key in _sorted(keys))


def _counts(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> Counts:
    """How many of each thing came, went or changed."""
    keys = sorted({*before, *after})
    told = {key: (_value(before, key), _value(after, key)) for key in keys}
    updates = {int(key[7:]): pair for key, pair in told.items() if key.startswith("update-")}
    listed = [pair for key, pair in told.items() if key.startswith("source-")]
    rewritten = [pair for key, pair in told.items() if _is_rewritten(key, *pair)]
    topics, related = told.get("topics", (None, None)), told.get("related", (None, None))
    captions = (strings(value or {}, "captions") for value in told.get("captions", (None, None)))
    captions_gone, captions_come = _moves(*captions)
    topics_gone, topics_come = _moves(*(_topics(value or {}) for value in topics))
    related_gone, related_come = _moves(*(_related(value or {}) for value in related))
    return Counts(
        sentences=counted(
            compare(blocks(_body(old)), blocks(_body(new))) for old, new in rewritten
        ),
        headline_changed=_differs(told, "headline"),
        topic_line_changed=_differs(told, "topic_line"),
        notice_changed=_differs(told, "notice"),
        status=_new_status(told),
        updates_added=tuple(n for n, (old, new) in sorted(updates.items()) if old is None),
        updates_retracted=_turned(updates, "retracted"),
        updates_restored=_turned(updates, "published"),
        sources_added=sum(old is None and new is not None for old, new in listed),
        sources_removed=sum(old is not None and new is None for old, new in listed),
        sources_changed=sum(None not in (old, new) and old != new for old, new in listed),
        captions_added=captions_come,
        captions_removed=captions_gone,
        topics_added=topics_come,
        topics_removed=topics_gone,
        related_added=related_come,
        related_removed=related_gone,
    )


Pair = tuple[Value | None, Value | None]


def _is_rewritten(key: str, old: Value | None, new: Value | None) -> bool:
    """Whether a text stood before and after, and says something else."""
    if old is None or new is None or key.partition("-")[0] not in ("lead", "update"):
        return False
    return text(old, "state") == text(new, "state") and _body(old) != _body(new)


def _body(value: Value | None) -> str:
    headline = text(value, "headline")
    return (f"<h3>{escape(headline)}</h3>" if headline else "") + text(value, "html")


def _differs(told: Mapping[str, Pair], key: str) -> bool:
    old, new = told.get(key, (None, None))
    return text(old, "text") != text(new, "text")


def _new_status(told: Mapping[str, Pair]) -> str:
    old, new = told.get("status", (None, None))
    before, after = text(old, "status"), text(new, "status")
    return after if before and before != after else ""


def _turned(updates: Mapping[int, Pair], state: str) -> tuple[int, ...]:
    """The numbers of the updates that are in a state now and were not before."""
    return tuple(
        number
        for number, (old, new) in sorted(updates.items())
        if old is not None and text(new, "state") == state != text(old, "state")
    )


def _moves(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many entries of a list went, and how many came."""
    return len(set(old) - set(new)), len(set(new) - set(old))


def _compared(key: str, old: Value | None, new: Value | None) -> PieceComparison:
    before, after = _told_apart(_lines(key, old), _lines(key, new))
    difference = compare(
        blocks(_paragraphs(before) + text(old, "html")),
        blocks(_paragraphs(after) + text(new, "html")),
    )
    outcome = "added" if old is None else "removed" if new is None else "changed"
    return PieceComparison(
        key=key,
        name=_name(key, new or old or {}),
        outcome=outcome,
        difference=difference,
        html=html(difference),
    )


def _told_apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The lines about a piece without those that say the same before and after."""
    if len(old) != len(new):
        return old, new
    apart = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    return [line for line, _ in apart], [line for _, line in apart]


def _lines(key: str, value: Value | None) -> list[str]:
    return _LINES[key.partition("-")[0]](value) if value is not None else []


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)


def _name(key: str, value: Value) -> str:
    """What a piece is called: sources go by the number they had."""
    if key.startswith("source-"):
        return f"Source {value.get('number', '')}"
    name = piece_name(key)
    return name[:1].upper() + name[1:]


def _sorted(keys: list[str]) -> list[str]:
    def place(key: str) -> tuple[int, int]:
        stem, _, number = key.partition("-")
        rank = ORDER.index(stem) if stem in ORDER else len(ORDER)
        serial = int(number or 0)
        return rank, -serial if stem == "update" else serial

    return sorted(keys, key=place)


def _value(pieces: Mapping[str, Standing], key: str) -> Value | None:
    return pieces[key].value if key in pieces else None


def _prose(key: str, value: Value | None) -> str:
    """All that a reader sees of a piece."""
    return _paragraphs(_lines(key, value)) + text(value, "html")


def _about(value: Value) -> list[str]:
    day = printed_date(date.fromisoformat(text(value, "date")))
    return [f"{day}, {text(value, 'time_zone')}, {text(value, 'language')}"]


def _status(value: Value) -> list[str]:
    return [text(value, "status").capitalize(), text(value, "line"), text(value, "reason")]


def _topics(value: Value) -> list[str]:
    return [
        " ".join(filter(None, (text(topic, "qualifier"), text(topic, "name"))))
        for topic in values(value, "topics")
    ]


def _related(value: Value) -> list[str]:
    return [
        f"{text(item, 'title')} {', '.join(strings(item, 'contexts'))}".strip()
        for item in values(value, "related")
    ]


def _source(value: Value) -> list[str]:
    named = ". ".join(filter(None, (str(value.get("number", "")), text(value, "outlet"))))
    rest = (text(value, name) for name in ("title", "via", "quote", "url"))
    return [", ".join(filter(None, (named, *rest)))]


def _update(value: Value) -> list[str]:
    number, clock = value.get("number"), text(value, "printed")
    cited = value.get("sources")
    named = f"Update {number} - {clock}"
    cites = f"Sources: {', '.join(map(str, cited))}" if isinstance(cited, list) and cited else ""
    tombstone = f"Retracted: {text(value, 'reason')}" if text(value, "reason") else ""
    return [named, text(value, "headline"), tombstone, cites]


_LINES = {
    "about": _about,
    "headline": lambda value: [text(value, "text")],
    "topic_line": lambda value: [text(value, "text")],
    "notice": lambda value: [text(value, "text")],
    "slug": lambda value: [text(value, "path")],
    "lead": lambda _: [],
    "captions": lambda value: list(strings(value, "captions")),
    "status": _status,
    "topics": _topics,
    "related": _related,
    "source": _source,
    "update": _update,
}
