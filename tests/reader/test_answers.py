"""Freshness, entity tags, methods: what caches and clients rely on."""

import hashlib
from copy import deepcopy

import pytest
from django.test import Client

from incidents.models import Version
from tests import factories
from tests.conftest import Once
from tests.reader.pages import KINDS, Newsroom, newsroom
from tests.reader.reading import page_of, strings

pytestmark = pytest.mark.django_db

LIVE = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"
FROZEN = "public, max-age=60, s-maxage=60"


@pytest.fixture(scope="module")
def made(once: Once) -> Newsroom:
    return once(newsroom)


@pytest.fixture
def room(made: Newsroom, db: None) -> Newsroom:
    """The same rows for each test: what it does to them is undone."""
    return deepcopy(made)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_how_long_it_may_be_kept(client: Client, room: Newsroom, kind: str) -> None:
    expected = FROZEN if kind in ("version", "proof", "comparison") else LIVE

    for address in (room.html(kind), f"{room.pages[kind]}.json"):
        assert client.get(address)["Cache-Control"] == expected


def test_follow_ups_may_be_kept_once_they_hold_changes(client: Client, room: Newsroom) -> None:
    full = client.get(f"{room.story}/changes/after/2")
    empty = client.get(f"{room.story}/changes/after/99")

    assert full["Cache-Control"] == "public, max-age=60"
    assert empty["Cache-Control"] == "public, max-age=1, stale-while-revalidate=5, stale-if-error=5"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_tagged_with_the_hash_of_its_bytes(
    client: Client, room: Newsroom, kind: str
) -> None:
    response = client.get(room.html(kind))

    digest = hashlib.sha256(response.content).hexdigest()
    version = Version.objects.get(incident=room.incident, number=3).hash
    expected = f"{version}-{digest[:16]}" if kind == "version" else digest
    assert response["ETag"] == f'"{expected}"'


@pytest.mark.parametrize("address", ["/", "/index.json"])
def test_who_holds_a_page_already_is_told_so(client: Client, address: str) -> None:
    newsroom()
    held = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": held})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == held
    assert again["Cache-Control"] == LIVE


def test_a_change_changes_the_tag(client: Client, room: Newsroom) -> None:
    before = client.get(f"{room.story}/")["ETag"]

    factories.update(room.incident)

    assert client.get(f"{room.story}/")["ETag"] != before


def test_no_page_depends_on_who_reads_it(client: Client, room: Newsroom) -> None:
    signed_out = client.get(f"{room.story}/")
    client.force_login(factories.editor())

    signed_in = client.get(f"{room.story}/")

    assert signed_in.content == signed_out.content
    assert not signed_in.has_header("Vary")
    assert not signed_in.cookies


def test_a_head_request_has_the_same_headers_and_no_body(client: Client, room: Newsroom) -> None:
    for below in ("/", ".json", "/changes/", "/changes/after/1", "/changes/1/"):
        whole = client.get(f"{room.story}{below}")

        head = client.head(f"{room.story}{below}")

        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == whole["ETag"]
        assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_readers_only_read(client: Client, room: Newsroom, method: str) -> None:
    for below in ("/", ".json", "/changes/", "/changes/1..2/", "/updates/1/", "/changes/after/1"):
        response = client.generic(method, f"{room.story}{below}")

        assert response.status_code == 405, below
        assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("below", ["/changes/2.json", "/changes/1..2/", "/changes/1..2.md"])
def test_what_was_is_kept_out_of_search_engines(client: Client, room: Newsroom, below: str) -> None:
    assert client.get(f"{room.story}{below}")["X-Robots-Tag"] == "noindex"
    assert not client.get(f"{room.story}.json").has_header("X-Robots-Tag")


def test_a_frozen_page_sends_search_engines_to_the_story(client: Client, room: Newsroom) -> None:
    response = client.get(f"{room.story}/changes/2/")

    page = page_of(response.content)
    assert strings(page, "//meta[@name='robots']/@content") == ["noindex"]
    assert response["X-Robots-Tag"] == "noindex"
    assert str(strings(page, "//link[@rel='canonical']/@href")[0]).endswith(f"{room.story}/")


def test_a_frozen_page_holds_the_stored_article_byte_for_byte(
    client: Client, room: Newsroom
) -> None:
    before = _article(client.get(f"{room.story}/changes/3/").content)
    factories.update(room.incident)

    after = _article(client.get(f"{room.story}/changes/3/").content)

    assert after == before
    assert b"Report number 1" in before
    assert b"Report number 2" not in before


def _article(content: bytes) -> bytes:
    return content[content.index(b"<article") : content.index(b"</article>")]
