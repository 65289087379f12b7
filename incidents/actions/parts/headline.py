"""Headline and address: unique for ever, kept when a story moves, regained when it moves back."""

import re
from itertools import count

from incidents.actions.ledger.touches import Change
from incidents.actions.parts import merging
from incidents.actions.refusals import NothingWritten, WrongValue
from incidents.models import Address, Incident, Version
from incidents.text.addresses.slugs import slug
from incidents.text.addresses.stories import kept_path
from incidents.text.sanitise import line
from incidents.text.times import zone_names

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def rewrite(locked: Change, headline: str, *, move: bool = False) -> None:
    """Change the headline; with `move` the address follows it."""
    cleaned = line(headline)
    if not cleaned:
        raise NothingWritten("A story needs a headline.", field="headline")
    cleaned = merging.met(locked, "headline", {"text": cleaned})["text"]
    if locked.set("headline", cleaned):
        locked.touch("headline", {"text": cleaned}, Version.Kind.HEADLINE)
    if move and locked.public:
        settle_address(locked)


def check_time_zone(name: str) -> None:
    """Refuse what is no time zone."""
    if name not in zone_names():
        raise WrongValue(
            f"“{name}” is not a time zone. Use an IANA name such as Europe/Brussels or UTC.",
            field="time_zone",
        )


def check_language(tag: str) -> None:
    """Refuse what cannot be a language tag."""
    if not LANGUAGE_TAG.fullmatch(tag):
        raise WrongValue(
            f"“{tag}” is not a language tag. Use a BCP 47 tag such as en or zh-Hant.",
            field="language",
        )


def settle_address(locked: Change, *, wanted: str = "") -> None:
    """Give the story the address that fits its headline and date, and touch it if it is new.

    `wanted` is a path to prefer, such as the one an imported story had.
    """
    incident = locked.incident
    path = claim(incident, wanted or kept_path(incident.date, slug(incident.headline)))
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
