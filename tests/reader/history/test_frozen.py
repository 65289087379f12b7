"""Frozen pages: the article as stored, and around it where it stands in time."""

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle
from incidents.formats import every
from incidents.models import Incident, Version
from incidents.record.history.differing import comparing
from tests import factories
from tests.reader.history.scenes import address
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


def banner(client: Client, story: Incident, number: int) -> str:
    page = page_of(client.get(f"{address(story)}/changes/{number}/").content)
    return words(page.find_class("frozen-banner")[0])


def test_the_banner_says_what_has_changed_since(client: Client, story: Incident) -> None:
    said = banner(client, story, 3)

    assert "You are reading version 3 frozen as it stood at 0730 CET, 25 February 2017" in said
    assert "The newest is version 7." in said
    assert "Since then: Headline changed, Update 2 added, 1 sentence changed" in said


@pytest.mark.parametrize(
    ("most", "said"), [(5, "1 sentence changed."), (3, "Many changes in the text.")]
)
def test_the_banner_counts_no_more_than_it_can_afford(
    most: int, said: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_COUNTED", most)
    items = "<ul><li>{} is dark.</li></ul>"
    story = factories.story(lead=items.format("Ardal"))
    edit = StoryEdit(lead=items.format("Brevik"))
    editing.edit(story, edit, by=None, kind="correction", note="It is Brevik.")

    assert f"Since then: {said}" in banner(client, story, 1)


def test_the_banner_of_the_newest_version_says_that_it_is(client: Client, story: Incident) -> None:
    said = banner(client, story, 7)

    assert "It is the newest version." in said
    assert "Since then" not in said


def test_the_banner_names_what_the_law_took_out(client: Client, story: Incident) -> None:
    chief = factories.editor("chief", role="chief")

    redact(Removal(Terms(["old bridge"])), category="privacy", note="Privacy.", by=chief)

    said = banner(client, story, 6)
    assert "Something was taken out of this version" in said
    assert "Update 1: Privacy of a person" in said
    assert "in version 8" in said
    assert "taken out" not in banner(client, story, 5)


def test_the_newest_version_does_not_change_the_article_below_the_banner(
    client: Client, story: Incident
) -> None:
    before = client.get(f"{address(story)}/changes/3/")

    factories.update(story)

    after = client.get(f"{address(story)}/changes/3/")
    assert _article(before.content) == _article(after.content)
    assert before["ETag"] != after["ETag"]
    version = Version.objects.get(incident=story, number=3)
    assert before["ETag"].startswith(f'"{version.hash}-')


def test_a_version_says_when_it_was_live_and_who_its_neighbours_are(
    client: Client, story: Incident
) -> None:
    response = client.get(f"{address(story)}/changes/3/")

    here = f"http://127.0.0.1:8000{address(story)}"
    assert response["Memento-Datetime"] == "Sat, 25 Feb 2017 06:30:00 GMT"
    assert response["Link"].split(", ") == [
        f'<{here}/>; rel="original latest-version"',
        f'<{here}/timemap/>; rel="timemap"; type="application/link-format"',
        f'<{here}/at/>; rel="timegate"',
        f'<{here}/changes/2/>; rel="predecessor-version"',
        f'<{here}/changes/4/>; rel="successor-version"',
    ]


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in every()])
def test_every_form_of_a_version_names_its_neighbours_in_that_form(
    client: Client, story: Incident, suffix: str
) -> None:
    first = client.get(f"{address(story)}/changes/1.{suffix}")
    last = client.get(f"{address(story)}/changes/7.{suffix}")

    assert first["Memento-Datetime"]
    assert f'{address(story)}.{suffix}>; rel="original latest-version"' in first["Link"]
    assert f'/changes/2.{suffix}>; rel="successor-version"' in first["Link"]
    assert "predecessor" not in first["Link"]
    assert "successor" not in last["Link"]
    assert first["X-Robots-Tag"] == "noindex"


def test_who_holds_a_version_is_told_so_until_another_is_the_newest(
    client: Client, story: Incident
) -> None:
    held = client.get(f"{address(story)}/changes/3/")["ETag"]

    again = client.get(f"{address(story)}/changes/3/", headers={"If-None-Match": held})
    factories.update(story)
    changed = client.get(f"{address(story)}/changes/3/", headers={"If-None-Match": held})

    assert again.status_code == 304
    assert again["Memento-Datetime"]
    assert changed.status_code == 200


def test_a_retracted_story_keeps_its_versions(client: Client, story: Incident) -> None:
    lifecycle.retract(story, by=None, note="There is no dam.")

    before = client.get(f"{address(story)}/changes/3/")
    tombstone = client.get(f"{address(story)}/changes/8/")

    assert before.status_code == 200
    assert "story retracted" in banner(client, story, 3)
    assert tombstone.status_code == 410
    assert "There is no dam." in tombstone.content.decode()


def test_a_frozen_document_says_what_changed_since(client: Client, story: Incident) -> None:
    document = client.get(f"{address(story)}/changes/5.json").json()

    assert document["since"] == "1 sentence added, Update 2 retracted."
    assert document["gaps"] == []


def test_the_banner_leads_to_the_newest_version(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/3/").content)

    links = strings(elements(page, "//section[@class='frozen-banner']")[0], ".//a/@href")
    assert links == [
        f"{address(story)}/changes/7/",
        f"{address(story)}/",
        f"{address(story)}/changes/3..7/",
        f"{address(story)}/changes/2..3/",
        f"{address(story)}/changes/",
    ]


def _article(content: bytes) -> bytes:
    return content[content.index(b"<article") : content.index(b"</article>")]
