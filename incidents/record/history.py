"""The history of a story: every version, what differs between two, what came after one."""

from collections.abc import Mapping
from datetime import date
from html import escape

from django.db import connection

from incidents.models import Incident
from incidents.record import versions
from incidents.record.entries import piece_name
from incidents.record.ledger import Standing, Value, standing
from incidents.record.pages import (
    ChangesPage,
    ComparisonPage,
    FollowUp,
    FollowUps,
    PieceComparison,
)
from incidents.record.reading import strings, text, values
from incidents.record.stories import PREFIX, published
from incidents.text.difference import compare, html
from incidents.text.sanitise import blocks
from incidents.text.times import printed_date

ORDER = ("topic_line", "headline", "status", "notice", "update", "lead", "source", "topics")
LIVE_INTERVAL = 10
CALM_INTERVAL = 60
MOST_FOLLOW_UPS = 100

FRAGMENTS = """
SELECT piece.number, piece.key, content.html
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %(incident)s AND piece.number > %(after)s AND piece.number <= %(last)s
    AND piece.key NOT IN ('note', 'byline', 'slug', 'about')
ORDER BY piece.number, piece.key
"""


def changes(path: str) -> ChangesPage | None:
    """The whole history of the story at a path, newest first."""
    incident = published(path)
    if incident is None:
        return None
    return ChangesPage(
        path=f"{PREFIX}{incident.path}/changes",
        story_path=f"{PREFIX}{incident.path}",
        printed_headline=incident.printed_headline,
        language=incident.language,
        changes=tuple(reversed(versions.every(incident))),
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
        sentence="x",
        pieces=pieces,
    )


def follow_ups(path: str, after: int) -> FollowUps | None:
    """Every public change of the story at a path after a version, with what it left behind."""
    incident = published(path)
    if incident is None:
        return None
    rows = versions.after(incident, after, MOST_FOLLOW_UPS)
    fragments = _fragments(incident, after, rows[-1].number) if rows else {}
    retracted = incident.retracted_at is not None
    live = incident.status == Incident.Status.LIVE and not retracted
    return FollowUps(
        path=f"{PREFIX}{incident.path}/changes/after/{after}",
        after=after,
        next=rows[-1].number if rows else max(after, 0),
        interval=LIVE_INTERVAL if live else CALM_INTERVAL,
        state="retracted" if retracted else incident.status,
        changes=tuple(FollowUp(row, fragments.get(row.number, ())) for row in rows),
    )


def _fragments(incident: Incident, after: int, last: int) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FRAGMENTS, {"incident": incident.pk, "after": after, "last": last})
        for number, key, fragment in cursor.fetchall():
            found.setdefault(number, []).append((key, fragment))
    return {number: tuple(pieces) for number, pieces in found.items()}


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


def _compared(key: str, old: Value | None, new: Value | None) -> PieceComparison:
    difference = compare(blocks(_prose(key, old)), blocks(_prose(key, new)))
    outcome = "added" if old is None else "removed" if new is None else "changed"
    return PieceComparison(
        key=key,
        name=_name(key, new or old or {}),
        outcome=outcome,
        difference=difference,
        html=html(difference),
    )


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
    """A piece as HTML paragraphs, to be compared paragraph by paragraph."""
    if value is None:
        return ""
    lines = _LINES[key.partition("-")[0]](value)
    body = text(value, "html")
    return "".join(f"<p>{escape(line)}</p>\n" for line in lines if line) + body


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
    "status": _status,
    "topics": _topics,
    "related": _related,
    "source": _source,
    "update": _update,
}
