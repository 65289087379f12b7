"""What a page says about itself, as the fields of a form, and what the newsroom knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from incidents.actions.house.fetching import keeping
from incidents.actions.house.fetching.keeping import Found
from incidents.actions.house.fetching.visiting import OPEN_WEB
from incidents.actions.web.refusals import Unfetched
from incidents.desk.forms import moments
from incidents.models import Editor, Incident, Link, Source
from incidents.text.sanitise import line

WAY = OPEN_WEB
"""How pages are reached; only tests go another way."""

NAMES = ("outlet", "title", "author", "published_at", "kind", "fetched")
"""The parts of a source that a look-up can tell, by the ends of their fields' names."""

NOON = time(12)
"""Stands for a day of which no time is known: the same day in nearly every zone."""

LONGEST_AUTHOR = 500


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What came of looking an address up; `fields` are filled in where nothing was typed.

    `refusal` says why the page could not be had; `already` is the source of the story that stands
    for the same page.
    """

    fields: Mapping[str, str]
    already: Source | None = None
    refusal: str = ""
    known: bool = False

    @property
    def words(self) -> str:
        """What the editor is told."""
        if self.already is not None:
            return f"This page is {numbered(self.already)} of this story already."
        if self.refusal:
            return f"{self.refusal}{' Another story of ours knew this much.' if self.known else ''}"
        named = (self.fields["outlet"], self.fields["title"])
        return f"Found: {', '.join(filter(None, named))}. Check what was filled in."


def look_up(incident: Incident, typed: str, *, by: Editor, beside: str = "") -> LookedUp:
    """Look a pasted address up for a story. Takes up to ten seconds; holds no transaction.

    `beside` is the id of the source that is being rewritten: it is no duplicate of itself.
    """
    address = line(typed)
    already = _duplicate(incident, address, beside)
    if already is not None:
        return LookedUp({"url": address}, already=already)
    try:
        found = keeping.look_up(address, by=by, way=WAY)
    except Unfetched as refused:
        known = _known(address)
        return LookedUp({"url": address, **known}, refusal=str(refused), known=bool(known))
    canonical = found.reading.canonical
    already = _duplicate(incident, canonical, beside)
    fields = {"url": canonical, **_known(canonical), **_told(found, incident.time_zone)}
    return LookedUp(fields, already=already)


def numbered(source: Source) -> str:
    """A source as the editors of its story speak of it."""
    return f"source {source.number} ({source.outlet})"


def filled(typed: Mapping[str, str], looked_up: LookedUp) -> dict[str, str]:
    """The parts of a source after a look-up: nothing that was typed is written over.

    The address becomes the one that the page gives for itself.
    """
    made = dict(typed)
    for name, said in looked_up.fields.items():
        offered = name == "kind" and typed.get(name, "") == Source.Kind.OUTLET
        if name in ("url", "fetched") or offered or not typed.get(name):
            made[name] = said
    return made


def _duplicate(incident: Incident, address: str, beside: str) -> Source | None:
    found = keeping.find_duplicate(incident, address) if address else None
    return None if found is None or str(found.pk) == beside else found


def _told(found: Found, zone: str) -> dict[str, str]:
    reading, kept = found.reading, found.fetched
    published = reading.published
    at = published.at if published else None
    if published is not None and at is None:
        at = datetime.combine(published.on, NOON, ZoneInfo(zone))
    said = {
        "outlet": reading.outlet,
        "title": reading.title or (reading.text[:200] if reading.post else ""),
        "author": ", ".join(reading.authors)[:LONGEST_AUTHOR],
        "published_at": moments.written(at.astimezone(UTC), zone) if at else "",
        "kind": Source.Kind.SOCIAL if reading.post else "",
    }
    return {name: line(value) for name, value in said.items() if value} | {"fetched": str(kept.pk)}


def _known(address: str) -> dict[str, str]:
    """What another story says of the page at this very address."""
    digests = {Link.digest_of(form) for form in (address, address.rstrip("/"), f"{address}/")}
    rows = Source.objects.listed().filter(link__digest__in=digests).select_related("incident")
    row = rows.order_by("-id").first()
    if row is None:
        return {}
    at = moments.written(row.published_at, row.incident.time_zone) if row.published_at else ""
    said = {
        "outlet": row.outlet,
        "title": row.title,
        "author": row.author,
        "kind": row.kind,
        "published_at": at,
    }
    return {name: value for name, value in said.items() if value}
