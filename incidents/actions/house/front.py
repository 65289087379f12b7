"""What may happen to the front page: an order by hand on top of the one that makes itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from incidents.actions.house import purges
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import (
    NotPublished,
    StaleArrangement,
    WrongValue,
    refuse_without,
)
from incidents.models import Arrangement, Editor, Incident, Placement, Right

MOST_PLACES = 20
TAG = "front"


@dataclass(frozen=True, slots=True)
class Place:
    """A story to stand on top; with `until`, it leaves the top by itself at that moment."""

    story: Incident
    until: datetime | None = None


def number() -> int:
    """The number of the order that stands; 0 where there never was one."""
    newest = Arrangement.objects.order_by("-number").values_list("number", flat=True).first()
    return newest or 0


def arrange(places: Sequence[Place], *, by: Editor | None, base: int) -> Arrangement | None:
    """Put stories on top of the front page in this order, the lead first; None changes nothing.

    `base` is the number of the order that the editor was looking at. Raises NotAllowed,
    StaleArrangement, NotPublished, WrongValue.
    """
    refuse_without(Right.PUBLISH, by)
    _refuse(places)
    with transaction.atomic():
        _refuse_stale(base)
        if [(place.story.pk, place.until) for place in places] == _standing():
            return None
        return _write(places, "front.arranged", by=by, base=base)


def put_back(earlier: Arrangement, *, by: Editor | None, base: int) -> Arrangement | None:
    """Put an earlier order back, without what has run out or may no longer be seen."""
    refuse_without(Right.PUBLISH, by)
    with transaction.atomic():
        _refuse_stale(base)
        now = _now()
        rows = earlier.placements.filter(incident__in=Incident.objects.public())
        places = [
            Place(row.incident, row.until)
            for row in rows.select_related("incident").order_by("place")
            if row.until is None or row.until > now
        ]
        if [(place.story.pk, place.until) for place in places] == _standing():
            return None
        return _write(places, "front.put_back", by=by, base=base, earlier=earlier.number)


def _write(
    places: Sequence[Place], verb: str, *, by: Editor | None, base: int, earlier: int | None = None
) -> Arrangement:
    made = Arrangement(number=base + 1, at=Clock(), by=by, places=len(places), put_back=earlier)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # somebody else took this number at the same moment
        _refuse_stale(base)
        raise
    Placement.objects.bulk_create(
        Placement(arrangement=made, place=place, incident=given.story, until=given.until)
        for place, given in enumerate(places, start=1)
    )
    write_event(verb, by=by, subject=f"arrangement-{made.number}", needs=Right.PUBLISH)
    purges.ask(TAG)
    made.refresh_from_db()
    return made


def _standing() -> list[tuple[int, datetime | None]]:
    return [(row.incident_id, row.until) for row in Placement.objects.standing()]


def _refuse_stale(base: int) -> None:
    standing = number()
    if standing != base:
        raise StaleArrangement(base, standing)


def _refuse(places: Sequence[Place]) -> None:
    """Refuse what readers may not see, what stands twice, and a time that has passed."""
    if len(places) > MOST_PLACES:
        raise WrongValue(f"At most {MOST_PLACES} stories fit on top: take some off.")
    keys = [place.story.pk for place in places]
    public = set(Incident.objects.public().filter(pk__in=keys).values_list("pk", flat=True))
    now = _now()
    for wrong in _wrong(places, public, now):
        raise wrong


def _wrong(places: Sequence[Place], public: set[int], now: datetime) -> Iterator[Exception]:
    seen: set[int] = set()
    for place in places:
        name = f"“{place.story}”"
        if place.story.pk not in public:
            yield NotPublished(
                f"Readers cannot see {name}: it is a draft, or was retracted. Take it off."
            )
        if place.story.pk in seen:
            yield WrongValue(f"{name} stands twice: take one off.")
        if place.until is not None and place.until <= now:
            yield WrongValue(f"The time until which {name} stands on top has passed.")
        seen.add(place.story.pk)


def _now() -> datetime:
    """The database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now
