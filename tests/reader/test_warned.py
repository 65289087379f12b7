"""What readers are warned of stands behind its warning on every page there is."""

from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html

from incidents.actions.stories import highlighting
from incidents.models import Incident
from incidents.reader.urls import urlpatterns
from tests import factories
from tests.conftest import Once
from tests.reader.reading import elements, page_of, words
from tests.reader.warned import MARKER, NOT_PAGES, PAGES, WARNINGS, addresses, seen, warned_story

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once: Once) -> Incident:
    return once(warned_story)


@pytest.fixture
def story(made: Incident, db: None) -> Incident:
    return Incident.objects.get(pk=made.pk)


def test_every_page_there_is_stands_in_the_table() -> None:
    assert {str(pattern.name) for pattern in urlpatterns} == {*PAGES, *NOT_PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_what_is_warned_of_before_it_warns(
    client: Client, story: Incident, name: str
) -> None:
    found = {}
    for address in addresses(name, story):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = seen(page_of(answer.content))

    assert {address: where for address, where in found.items() if where} == {}


@pytest.mark.parametrize(
    "name", ["story", "update", "updates", "version", "comparison", "proof", "provenance"]
)
def test_what_is_warned_of_is_there_for_whoever_opens_it(
    client: Client, story: Incident, name: str
) -> None:
    newest = [*addresses(name, story)][-1]

    assert MARKER in client.get(newest).content.decode()


@pytest.mark.parametrize("suffix", ["json", "xml", "md"])
def test_formats_tell_the_words_and_the_warning_beside_them(
    client: Client, story: Incident, suffix: str
) -> None:
    newest = story.version_number
    ends = ("", "/updates/2", f"/changes/{newest}", "/changes/1..2", "/provenance", "/changes")

    for end in (*ends, f"/changes/{newest}/proof"):
        told = client.get(f"/news/{story.path}{end}.{suffix}").content.decode()
        assert (MARKER in told) <= any(warning in told for warning in WARNINGS), end


@pytest.mark.parametrize(
    "given",
    [
        f"<p>A {MARKER}.</p>",
        f"<details open><summary>Content warning: It shows a wound.</summary>{MARKER}</details>",
        f"<details><summary>Content warning: It shows a wound. {MARKER}</summary></details>",
        f"<details><summary>More</summary><p>{MARKER}</p></details>",
        f"<p><br>{MARKER}</p>",
        f'<p title="A {MARKER}">A title.</p>',
    ],
)
def test_what_stands_open_is_found(given: str) -> None:
    assert len(seen(html.fromstring(f"<div>{given}</div>"))) == 1


def test_what_stands_open_on_the_story_is_open_where_it_is_compared(client: Client) -> None:
    story = factories.story()
    update = factories.update(story, "<p>A wound.</p>", headline="Three hurt", warning="A wound.")
    highlighting.mark_key_event(update, by=None)

    compared = page_of(client.get(f"/news/{story.path}/changes/2..3/").content)

    assert "Three hurt" in words(elements(compared, "//main")[0])
    assert not elements(compared, "//details[@class='content-warning']")


def test_an_open_page_is_sent_nothing_that_stands_before_its_warning(
    client: Client, story: Incident
) -> None:
    told = client.get(f"/news/{story.path}/changes/after/{story.version_number - 5}").json()

    parts = [change["parts"] for change in told["changes"]]
    sent = [text for text in _texts(parts) if MARKER in text]

    assert sent
    assert [text for text in sent if seen(html.fromstring(f"<div>{text}</div>"))] == []


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def test_help_where_there_is_no_page_quotes_nothing(client: Client, story: Incident) -> None:
    answer = client.get(f"/news/{story.path}s/")

    assert answer.status_code == 404
    assert story.headline in answer.content.decode()
    assert seen(page_of(answer.content)) == []
