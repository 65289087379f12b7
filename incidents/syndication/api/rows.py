"""From what the record says to rows: the plain parts with their identifiers and addresses."""

from collections.abc import Sequence
from urllib.parse import urlencode

from incidents.formats import Site, plain
from incidents.formats.addresses import html_address
from incidents.formats.plain import Fields
from incidents.models import Incident, Medium, Source, Topic, Update, Version
from incidents.record import across
from incidents.record.across import ListedStory
from incidents.record.lists.topics import topic_entry
from incidents.syndication.api.endpoint import address, site
from incidents.text.addresses.stories import story_path


def stories(rows: Sequence[Incident], parts: frozenset[str] = frozenset()) -> list[Fields]:
    """Stories as heads, with those of their long parts that are named."""
    told = across.stories(rows, with_updates="updates" in parts, with_sources="sources" in parts)
    place = site()
    return [_story(each, place, parts) for each in told]


def _story(told: ListedStory, place: Site, parts: frozenset[str]) -> Fields:
    return {
        **_identity(told.page.key, address("incident", told.page.key)),
        **plain.story_head(told.page, place, parts=parts),
        "source_count": told.source_count,
        "recorded_at": plain.moment(told.recorded_at),
        **{
            f"{noun}_url": address(noun, query=f"incident={told.page.key}")
            for noun in ("updates", "sources", "media", "versions")
        },
    }


def updates(rows: Sequence[Update]) -> list[Fields]:
    """Numbered updates with their stories."""
    place = site()
    return [
        {
            **_identity(str(row.key), address("update", row.key)),
            **plain.update(entry, _path(row.incident), place),
            "incident": reference(row.incident, place),
        }
        for row, entry in zip(rows, across.updates(rows), strict=True)
        if entry is not None
    ]


def sources(rows: Sequence[Source]) -> list[Fields]:
    """Numbered sources with their stories."""
    place = site()
    found = zip(rows, across.sources(rows), strict=True)
    return [
        {
            **plain.source(entry),
            **_identity(source_id(row), address("source", source_id(row))),
            "incident": reference(row.incident, place),
        }
        for row, entry in found
        if entry is not None
    ]


def media(rows: Sequence[Medium]) -> list[Fields]:
    """Images, quoted posts and videos with their stories."""
    place = site()
    return [
        {
            **plain.medium(entry, place),
            **_identity(_medium_id(row), address("medium", _medium_id(row))),
            "incident": reference(row.incident, place),
        }
        for row, entry in zip(rows, across.media(rows), strict=True)
        if entry is not None
    ]


def versions(rows: Sequence[Version]) -> list[Fields]:
    """Public changes with their stories."""
    place = site()
    return [
        {
            **_identity(row.position, address("version", row.position)),
            **plain.change(entry, _path(row.incident), place),
            "incident": reference(row.incident, place),
        }
        for row, entry in zip(rows, across.changes(rows), strict=True)
    ]


def topic(row: Topic, story_count: int, latest: str | None) -> Fields:
    """A topic that public stories carry."""
    return {
        **_identity(row.slug, address("topic", row.slug)),
        "same_as": None,
        **plain.topic(topic_entry(row), site()),
        "description": plain.given(row.description),
        "story_count": story_count,
        "latest": latest,
        "incidents_url": address("incidents", query=urlencode({"topic": row.slug})),
    }


def reference(incident: Incident, place: Site) -> Fields:
    """The story that something belongs to."""
    return {
        **_identity(str(incident.key), address("incident", incident.key)),
        "title": incident.printed_headline,
        "url": place.absolute(html_address(_path(incident))),
    }


def _medium_id(row: Medium) -> str:
    return f"{row.incident.key}.{row.piece_key}"


def source_id(row: Source) -> str:
    """The identifier of a source on the whole site."""
    return f"{row.incident.key}.{row.piece_key}"


def _identity(identifier: str | int, api_url: str) -> Fields:
    return {"id": identifier, "api_url": api_url}


def _path(incident: Incident) -> str:
    return story_path(incident.path)
