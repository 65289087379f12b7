"""Turning the pages of a long history, and comparing across them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident
from tests import factories
from tests.conftest import Once
from tests.reader.history.scenes import address
from tests.reader.reading import page_of, strings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def long(once: Once) -> Incident:
    """120 versions: the story, Update 1, and its text rewritten again and again."""
    return once(rewritten_again_and_again)


def rewritten_again_and_again() -> Incident:
    incident = factories.story()
    update = factories.update(incident, "<p>At first.</p>")
    for place in range(118):
        text = UpdateText(body=f"<p>Report {place}.</p>")
        updates.edit(update, text, by=None, kind="addition", note=f"Again {place}.")
    return Incident.objects.get()


def test_pages_follow_on_each_other_without_a_gap_in_both_directions(
    client: Client, long: Incident
) -> None:
    seen: list[int] = []
    url: str | None = f"{address(long)}/changes.json"
    pages = []
    while url:
        pages.append(url)
        answer = client.get(url).json()
        seen += [change["version"] for change in answer["changes"]]
        url = _as_json(answer["next"])
    back = [_as_json(client.get(page).json()["previous"]) for page in pages[1:]]

    assert seen == list(range(120, 0, -1))
    assert back == pages[:-1]


def test_a_filtered_history_is_paged_in_both_directions(client: Client, long: Incident) -> None:
    query = "?kind=addition&order=oldest"
    first = client.get(f"{address(long)}/changes.json{query}").json()
    second = client.get(_as_json(first["next"]) or "").json()

    assert [first["changes"][place]["version"] for place in (0, -1)] == [3, 52]
    assert [second["changes"][place]["version"] for place in (0, -1)] == [53, 102]
    assert second["previous"] == first["url"]


def test_a_ticked_version_is_kept_while_pages_are_turned(client: Client, long: Incident) -> None:
    here = f"{address(long)}/changes/"

    turned = client.get(f"{here}?preset=119..120&from=100&to=120&start=70")
    page = page_of(client.get(turned["Location"]).content)
    compared = client.get(f"{here}?from=100&to=40&kind=&size=50")

    asked = parse_qs(urlsplit(turned["Location"]).query)
    assert asked == {"start": ["70"], "from": ["100"], "to": ["120"]}
    kept = "//*[@class='history-kept']//input"
    assert strings(page, f"{kept}/@value") == ["100", "120"]
    assert compared["Location"] == f"{address(long)}/changes/40..100/"


def test_what_the_page_had_ticked_itself_is_not_carried_on(client: Client, long: Incident) -> None:
    here = f"{address(long)}/changes/"

    turned = client.get(f"{here}?preset=119..120&from=119&to=120&start=70")

    assert turned["Location"] == f"{here}?start=70"


def test_ticks_survive_the_way_back_to_the_first_page(client: Client, long: Incident) -> None:
    here = f"{address(long)}/changes/"

    turned = client.get(f"{here}?from=5&to=100&start=")

    assert turned["Location"] == f"{here}?start=0&from=5&to=100"
    assert client.get(turned["Location"]).status_code == 200


def _as_json(address: str | None) -> str | None:
    if address is None:
        return None
    parts = urlsplit(address)
    return f"{parts.path.rstrip('/')}.json" + (f"?{parts.query}" if parts.query else "")
