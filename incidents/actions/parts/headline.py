"""Headline and address: unique for ever, kept when a story moves, regained when it moves back."""

from itertools import count

from incidents.actions.ledger.touches import Change
from incidents.actions.refusals import NothingWritten
from incidents.models import Address, Incident, Version
from incidents.text.sanitise import line
from incidents.text.slugs import path as path_of, slug


def rewrite(locked: Change, headline: str, *, move: bool = False) -> None:
    """Change the headline; with `move` the address follows it."""
    cleaned = line(headline)
    if not cleaned:
        raise NothingWritten("A story needs a headline.", field="headline")
    if locked.set("headline", cleaned):
        locked.touch("headline", {"text": cleaned}, Version.Kind.HEADLINE)
    if move and locked.public:
        settle_address(locked)


def settle_address(locked: Change, *, wanted: str = "") -> None:
    """Give the story the address that fits its headline and date, and touch it if it is new.

    `wanted` is a path to prefer, such as the one an imported story had.
    """
    incident = locked.incident
    path = claim(incident, wanted or path_of(incident.date, slug(incident.headline)))
    if locked.set("path", path):
        locked.touch("slug", {"path": path}, Version.Kind.HEADLINE)


def claim(incident: Incident, wanted: str) -> str:
    """The first free form of a path ("-2", "-3" ...), which belongs to the story for ever."""
    for attempt in count(1):
        path = wanted if attempt == 1 else f"{wanted}-{attempt}"
        address, _ = Address.objects.get_or_create(path=path, defaults={"incident": incident})
        if address.incident_id == incident.pk:
            break
    return path
