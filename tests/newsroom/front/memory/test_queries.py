"""What is hung onto an address and means nothing there costs nothing; what is asked is answered."""

from collections.abc import Iterator

import pytest

from incidents.live.listening import ANYTHING, Heard
from tests import factories
from tests.conftest import Once
from tests.newsroom.front.memory.serving import Serving, serving


@pytest.fixture(scope="module")
def path(once: Once) -> str:
    return once(lambda: f"/news/{factories.long_story(3).path}/")


@pytest.fixture(scope="module")
def opened(once: Once, path: str) -> Iterator[Serving]:
    started = serving()
    yield once(started.__enter__)
    started.__exit__(None, None, None)


@pytest.fixture
def newsroom(opened: Serving, db: None) -> Serving:
    opened.ask("/")
    opened.django.asked.clear()
    return opened


@pytest.mark.parametrize(
    "query",
    [
        *("utm_source=a&utm_medium=b", "fbclid=x", "gclid=", "&", "x=1", "x", "=", "page=2"),
        *(
            "kind=correction",
            "q=%00%ff",
            "%",
            "x=" + "y" * 20_000,
            "&".join(map(str, range(2_000))),
        ),
    ],
)
def test_what_a_page_does_not_read_means_nothing(newsroom: Serving, path: str, query: str) -> None:
    plain = newsroom.ask(path)
    before = len(newsroom.kept)
    newsroom.django.asked.clear()

    reply = newsroom.ask(f"{path}?{query}")

    assert newsroom.django.asked == []
    assert len(newsroom.kept) == before
    assert reply.status == 200
    assert reply.body == plain.body
    assert reply.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("below", ["", ".json", "/changes/", "/changes/after/1", "/card.png"])
def test_a_page_asked_for_with_what_means_nothing_is_kept_for_all(
    newsroom: Serving, path: str, below: str
) -> None:
    address = path.rstrip("/") + (below or "/")
    newsroom.kept.heard(Heard(0, frozenset({ANYTHING})))

    first = newsroom.ask(f"{address}?x=1")
    again = newsroom.ask(f"{address}?y=2")
    plain = newsroom.ask(address)

    assert newsroom.django.asked == [address]
    assert first.body == again.body == plain.body == newsroom.fresh(address).body


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "/topics/?letter=B",
            "/topics/?utm_source=a&page=1",
            "/topics/?%70age=1",
            "/topics/?page",
        ),
        *("/search/?q=border", "/corrections/?x=1&kind=correction", "/api/v1/incidents/?limit=1"),
        "/desk/login/?next=/desk/",
    ],
)
def test_what_a_page_reads_of_a_query_is_answered_each_time(newsroom: Serving, asked: str) -> None:
    path = asked.partition("?")[0]
    newsroom.ask(path)
    before = len(newsroom.kept)
    newsroom.django.asked.clear()

    newsroom.ask(asked)
    newsroom.ask(asked)

    assert newsroom.django.asked == [path, path]
    assert len(newsroom.kept) == before


def test_a_moved_page_leads_on_without_what_means_nothing(newsroom: Serving) -> None:
    first = newsroom.ask("/news/2017/2/5/?x=1")
    again = newsroom.ask("/news/2017/02/?x=1")

    assert first.headers["location"] == "/news/2017/02/05/?x=1"
    assert again.status == 200
