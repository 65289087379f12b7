"""What the parts of an address may look like."""

from datetime import UTC, date, datetime

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

STORY = "/news/2017/02/25/shots-heard"


@pytest.mark.parametrize(
    ("address", "name", "parts"),
    [
        ("/", "front", {}),
        ("/index.json", "front", {"suffix": "json"}),
        ("/news/2017/", "year", {"year": 2017}),
        ("/news/2017/02/index.md", "month", {"year": 2017, "month": 2, "suffix": "md"}),
        ("/news/2017/02/25/", "day", {"day": date(2017, 2, 25)}),
        ("/topics.json", "topics", {"suffix": "json"}),
        ("/topics/nagorno-karabakh/", "topic", {"topic": "nagorno-karabakh"}),
        (f"{STORY}/", "story", {"slug": "shots-heard"}),
        (f"{STORY}.xml", "story", {"slug": "shots-heard", "suffix": "xml"}),
        ("/news/2017/02/25/阿塞拜疆/", "story", {"slug": "阿塞拜疆"}),
        ("/news/2017/02/25/visit-to-the-u.s/", "story", {"slug": "visit-to-the-u.s"}),
        ("/news/2017/02/25/u.s.json", "story", {"slug": "u.s", "suffix": "json"}),
        (f"{STORY}/updates/3/", "update", {"number": 3}),
        (f"{STORY}/changes.md", "changes", {"suffix": "md"}),
        (f"{STORY}/changes/7.md", "version", {"number": 7, "suffix": "md"}),
        (f"{STORY}/changes/6..9/", "comparison", {"older": 6, "newer": 9}),
        (f"{STORY}/changes/6..9.json", "comparison", {"older": 6, "newer": 9, "suffix": "json"}),
        (f"{STORY}/changes/after/0", "after", {"after": 0}),
        (
            f"{STORY}/at/2017-02-25T12:00+04:00/",
            "at",
            {"moment": datetime(2017, 2, 25, 8, 0, tzinfo=UTC)},
        ),
    ],
)
def test_an_address_names_its_page(address: str, name: str, parts: dict[str, object]) -> None:
    found = resolve(address)

    assert found.view_name == f"reader:{name}"
    assert {key: found.kwargs[key] for key in parts} == parts


@pytest.mark.parametrize(
    "address",
    [
        "/news/2017/02/30/shots/",
        "/news/0000/",
        "/news/2017/13/",
        f"{STORY}/changes/0/",
        f"{STORY}/changes/07/",
        f"{STORY}/changes/1234567890/",
        f"{STORY}/updates/0/",
        f"{STORY}/at/2017-02-25T99:00Z/",
        f"{STORY}/at/0001-01-01T00:00+14:00/",
        f"{STORY}/at/noon/",
    ],
)
def test_what_cannot_be_is_no_address_of_a_story(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(address)


def test_addresses_are_written_as_they_are_read() -> None:
    day = date(2017, 2, 5)
    moment = datetime(2017, 2, 25, 12, 0, tzinfo=UTC)

    assert reverse("reader:day", kwargs={"day": day}) == "/news/2017/02/05/"
    assert reverse("reader:month", kwargs={"year": 2017, "month": 2}) == "/news/2017/02/"
    assert reverse("reader:year", kwargs={"year": 987}) == "/news/0987/"
    assert (
        reverse("reader:version", kwargs={"day": day, "slug": "x", "number": 7, "suffix": "md"})
        == "/news/2017/02/05/x/changes/7.md"
    )
    assert (
        reverse("reader:at", kwargs={"day": day, "slug": "x", "moment": moment})
        == "/news/2017/02/05/x/at/2017-02-25T12:00Z/"
    )


def test_a_slug_with_a_slash_has_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("reader:topic", kwargs={"topic": "a/b"})
