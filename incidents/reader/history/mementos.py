"""Frozen pages for web archives: their times, their neighbours and the list of them (RFC 7089)."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.http import http_date

from incidents.formats.addresses import html_address, suffixed
from incidents.reader.history.moments import in_utc
from incidents.record.pages import StoryPage
from incidents.record.pages.history import TimeMap
from incidents.text.addresses.stories import time_gate_path, time_map_path, version_path

LINK_FORMAT = "application/link-format"


def announce(response: HttpResponseBase, page: StoryPage, suffix: str) -> None:
    """Say of a frozen page when it was live, and where the story and its other versions are."""
    if page.frozen is None:
        return
    number = page.frozen.number
    response["Memento-Datetime"] = http_date(page.frozen.at.timestamp())
    neighbours = (("predecessor-version", number - 1), ("successor-version", number + 1))
    links = [
        _link(_address(page.path, suffix), "original latest-version"),
        *_ways(page.path),
        *(
            _link(_address(version_path(page.path, other), suffix), relation)
            for relation, other in neighbours
            if 1 <= other <= page.newest_version
        ),
    ]
    response["Link"] = ", ".join(links)


def announce_story(response: HttpResponseBase, path: str) -> None:
    """Say of a story as it stands where its versions are found by their times."""
    response["Link"] = ", ".join(_ways(path))


def announce_gate(response: HttpResponseBase, path: str) -> None:
    """Say where the gate through time leads from, and where all versions are listed."""
    response["Link"] = ", ".join((_link(_address(path), "original"), *_ways(path)))


def link_format(found: TimeMap) -> str:
    """The versions of a story with their times; the first and the last one are named so."""
    path = found.story_path
    lines = [
        _link(_address(path), "original"),
        _link(_address(time_gate_path(path)), "timegate"),
        _link(
            _address(time_map_path(path, found.page)),
            "self",
            type=LINK_FORMAT,
            **{"from": http_date(found.mementos[0].at.timestamp())},
            until=http_date(found.mementos[-1].at.timestamp()),
        ),
        *(
            _link(_address(time_map_path(path, page)), "timemap", type=LINK_FORMAT)
            for page in range(1, found.pages + 1)
            if page != found.page
        ),
        *(
            _link(
                _address(version_path(path, memento.number)),
                _relation(memento.number, found.newest),
                datetime=http_date(memento.at.timestamp()),
            )
            for memento in found.mementos
        ),
    ]
    return ",\n".join(lines) + "\n"


def accepted(written: str) -> datetime | None:
    """The moment in an Accept-Datetime header; None where it is not one that can be looked up."""
    try:
        return in_utc(parsedate_to_datetime(written))
    except (ValueError, OverflowError):  # the latter for an offset of more digits than fit
        return None


def _ways(path: str) -> list[str]:
    return [
        _link(_address(time_map_path(path)), "timemap", type=LINK_FORMAT),
        _link(_address(time_gate_path(path)), "timegate"),
    ]


def _relation(number: int, newest: int) -> str:
    ends = ("first" if number == 1 else "", "last" if number == newest else "", "memento")
    return " ".join(filter(None, ends))


def _address(path: str, suffix: str = "") -> str:
    address = suffixed(path, suffix) if suffix else html_address(path)
    return f"{settings.SITE_URL.rstrip('/')}{address}"


def _link(address: str, relation: str, **attributes: str) -> str:
    said = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{address}>; rel="{relation}"{said}'
