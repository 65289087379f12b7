"""Every kind of page, in every format, at its address."""

from copy import deepcopy

import pytest
from django.test import Client

from incidents.formats import Format, every
from tests import factories
from tests.conftest import Once
from tests.reader.pages import KINDS, Newsroom, newsroom
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db

FORMATS = pytest.mark.parametrize("format_", every(), ids=lambda format_: format_.suffix)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def made(once: Once) -> Newsroom:
    return once(newsroom)


@pytest.fixture
def room(made: Newsroom, db: None) -> Newsroom:
    """The same rows for each test: what it does to them is undone."""
    return deepcopy(made)


@FORMATS
def test_every_page_is_answered_in_a_format(
    client: Client, room: Newsroom, format_: Format
) -> None:
    for kind in KINDS:
        response = client.get(f"{room.pages[kind]}.{format_.suffix}")

        assert response.status_code == 200, kind
        assert response["Content-Type"] == format_.content_type
        assert response.content


@EVERY_KIND
def test_a_page_names_its_other_formats_twice(client: Client, room: Newsroom, kind: str) -> None:
    page = page_of(client.get(room.html(kind)).content)

    for place in ("//head/link[@rel='alternate']/@href", "//nav[@class='formats']/a/@href"):
        assert strings(page, place) == [
            f"{room.pages[kind]}.{format_.suffix}" for format_ in every()
        ]


@EVERY_KIND
def test_a_page_works_without_script_or_style_in_it(
    client: Client, room: Newsroom, kind: str
) -> None:
    page = page_of(client.get(room.html(kind)).content)

    data = "@type='application/ld+json'"
    assert page.xpath(f"//script[not(@src or {data})] | //style | //@style | //@onclick") == []


@EVERY_KIND
def test_a_page_asks_no_other_host_for_anything(client: Client, room: Newsroom, kind: str) -> None:
    page = page_of(client.get(room.html(kind)).content)

    asked = strings(page, "//link[@rel='stylesheet' or @rel='icon']/@href | //@src")
    assert [address for address in asked if not str(address).startswith("/static/")] == []


@EVERY_KIND
def test_a_page_has_landmarks_one_title_and_one_first_heading(
    client: Client, room: Newsroom, kind: str
) -> None:
    page = page_of(client.get(room.html(kind)).content)

    for one in ("//title", "//main[@id='content']", "//h1", "//body/header", "//body/footer"):
        assert len(elements(page, one)) == 1, one
    assert strings(page, "//a[@class='skip-link']/@href") == ["#content"]


def test_a_story_stands_in_the_order_of_a_running_story(client: Client, room: Newsroom) -> None:
    page = page_of(client.get(f"{room.story}/").content)

    headings = [words(heading) for heading in elements(page, "//article//h2")]
    assert headings[0].startswith("Update 3 - 1000 CET")
    assert [heading.split(" - ")[0] for heading in headings] == [
        *("Update 3", "Update 2", "Update 1", "Initial report"),
        *("Sources", "Changes"),
    ]
    assert words(elements(page, "//h1")[0]) == "A long night (Updated 3)"


def test_changes_on_the_story_name_the_first_and_the_current_version(
    client: Client, room: Newsroom
) -> None:
    page = page_of(client.get(f"{room.story}/").content)

    lines = [words(line) for line in page.find_class("change-line")]
    assert "(First version)" in lines[0]
    assert "(Current version)" in lines[-1]
    assert strings(page, "//li[@class='change-line']/a/@href")[0] == f"{room.story}/changes/1/"


def test_a_draft_is_nowhere(client: Client, room: Newsroom) -> None:
    draft = factories.draft("Nobody may read this yet")

    for kind in KINDS:
        for address in (room.html(kind), *(f"{room.pages[kind]}.{f.suffix}" for f in every())):
            assert b"Nobody may read" not in client.get(address).content, address
    for below in ("/", ".json", "/changes/", "/changes/1/", "/changes/after/0", "/updates/1/"):
        assert client.get(f"/news/{draft.path}{below}").status_code == 404


def test_a_story_in_a_script_written_from_right_to_left_says_so(client: Client) -> None:
    incident = factories.story("احتجاجات في العاصمة", language="ar")

    page = page_of(client.get(f"/news/{incident.path}/").content)

    article = elements(page, "//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_an_empty_newsroom_still_has_its_pages(client: Client) -> None:
    for address in ("/", "/index.json", "/topics/", "/topics.md"):
        assert client.get(address).status_code == 200


def test_captions_of_pictures_not_held_stand_below_the_text(client: Client) -> None:
    incident = factories.story(captions=["A soldier at the line of contact (file image)"])

    page = page_of(client.get(f"/news/{incident.path}/").content)

    assert "A soldier at the line of contact" in words(page.find_class("pictures")[0])
