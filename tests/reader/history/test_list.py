"""Filtering, ordering and paging a history, and comparing across its pages."""

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle
from incidents.models import Byline, Incident, Version
from tests import factories
from tests.reader.history.scenes import address
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


def listed(client: Client, story: Incident, query: str = "") -> list[int]:
    answer = client.get(f"{address(story)}/changes.json{query}").json()
    return [change["version"] for change in answer["changes"]]


@pytest.mark.parametrize(
    ("query", "versions"),
    [
        ("", [7, 6, 5, 4, 3, 2, 1]),
        ("?order=oldest", [1, 2, 3, 4, 5, 6, 7]),
        ("?kind=update", [5, 3]),
        ("?piece=update-1", [6, 4, 3]),
        ("?piece=sources", [2]),
        ("?piece=headline", [5, 1]),
        ("?byline=bela-night", [5, 3]),
        ("?kind=update&piece=headline&byline=bela-night", [5]),
        ("?kind=status", []),
        ("?start=3", [3, 2, 1]),
        ("?order=oldest&start=6", [6, 7]),
        ("?piece=update-1&start=5", [4, 3]),
    ],
)
def test_a_history_is_filtered_and_ordered(
    client: Client, story: Incident, query: str, versions: list[int]
) -> None:
    assert listed(client, story, query) == versions


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?kind=gossip", "There is no kind of change called “gossip”."),
        ("?piece=update-9", "This story has no part called “update-9”."),
        ("?piece=source-1", "This story has no part called “source-1”."),
        ("?byline=nobody", "Nobody signs as “nobody” here."),
        ("?byline=a%00b", "Nobody signs as “a\N{REPLACEMENT CHARACTER}b” here."),
        ("?order=random", "Changes have no order “random”"),
        ("?size=7", "A page holds 50, 100 or 250 changes, not “7”."),
        ("?size=" + "9" * 5_000, "A page holds 50, 100 or 250 changes"),
        ("?start=two", "“two” is not the number of a version."),
        ("?start=%D9%A2", "“٢” is not the number of a version."),
        ("?start=99", "The newest version is 7: there is no version 99."),
        ("?open=99", "The newest version is 7: there is no version 99."),
    ],
)
def test_what_cannot_be_asked_is_answered_in_words(
    client: Client, story: Incident, query: str, message: str
) -> None:
    page = client.get(f"{address(story)}/changes/{query}")
    document = client.get(f"{address(story)}/changes.json{query}")

    assert (page.status_code, document.status_code) == (400, 400)
    assert message in words(elements(page_of(page.content), "//*[@role='alert']")[0])
    assert message in document.json()["problem"]


def test_a_filter_that_nothing_fits_says_so_and_leads_back(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/changes/?kind=status")

    page = page_of(response.content)
    said = elements(page, "//p[@class='history-none']")[0]
    assert response.status_code == 200
    assert words(said) == "No change of this story fits what you chose. Show all changes"
    assert strings(said, "a/@href") == [f"{address(story)}/changes/"]


def test_only_what_the_story_has_is_offered(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/").content)

    def offered(name: str) -> list[str]:
        return strings(page, f"//select[@name='{name}']/option/@value")[1:]

    assert offered("kind") == [
        *("first", "retraction", "correction", "update", "clarification", "sources")
    ]
    assert offered("piece")[:5] == ["headline", "topic_line", "lead", "update-2", "update-1"]
    assert offered("byline") == ["anna-editor", "bela-night"]


def test_what_is_signed_by_nobody_is_found_under_the_name_it_shows(client: Client) -> None:
    story = factories.story()

    assert listed(client, story, "?byline=desk") == [1]


def test_a_person_is_not_mixed_with_what_was_imported(client: Client) -> None:
    story = lifecycle.publish(factories.draft("Old news"), by=None, origin=Version.Origin.IMPORTED)
    person = factories.editor("person", first_name="Imported", last_name="")

    editing.edit(story, StoryEdit(headline="Older news"), by=person, note="Clearer.")

    slug = Byline.objects.get(name="Imported").slug
    assert listed(client, story, "?byline=imported") == [1]
    assert listed(client, story, f"?byline={slug}") == [2]


@pytest.mark.parametrize(
    ("name", "slug", "word"),
    [("Desk", "desk", True), ("Désk", "desk", False), ("Imported", "imported", False)],
)
def test_a_name_under_a_word_for_nobody_is_taken_for_it_only_if_it_is_that_word(
    client: Client, name: str, slug: str, word: bool
) -> None:
    origin = Version.Origin.IMPORTED if slug == "imported" else Version.Origin.NEWSROOM
    story = lifecycle.publish(factories.draft("Old news"), by=None, origin=origin)
    person = factories.editor("person", first_name=name, last_name="")
    Byline.objects.create(name=name, slug=slug)

    editing.edit(story, StoryEdit(headline="Older news"), by=person, note="Clearer.")

    assert listed(client, story, f"?byline={slug}") == ([2, 1] if word else [1])


def test_a_name_taken_out_by_law_is_neither_offered_nor_found(
    client: Client, story: Incident
) -> None:
    chief = factories.editor("chief", first_name="Maria", last_name="Day", role="chief")

    redact(Removal(Terms(["Béla Night"])), category="safety", note="Safety.", by=chief)

    answer = client.get(f"{address(story)}/changes/?byline=bela-night")
    page = client.get(f"{address(story)}/changes/")
    assert answer.status_code == 400
    assert "bela-night" not in page.content.decode()


def test_the_address_of_a_page_says_no_more_than_it_has_to(client: Client, story: Incident) -> None:
    response = client.get(
        f"{address(story)}/changes/?kind=update&piece=&byline=&order=newest&size=50&start="
    )

    assert (response.status_code, response["Location"]) == (
        302,
        f"{address(story)}/changes/?kind=update",
    )


def test_a_page_names_itself_and_its_forms_with_what_was_asked(
    client: Client, story: Incident
) -> None:
    page = page_of(client.get(f"{address(story)}/changes/?kind=update").content)

    canonical = strings(page, "//link[@rel='canonical']/@href")[0]
    forms = strings(page, "//nav[@class='formats']/a/@href")
    assert canonical.endswith(f"{address(story)}/changes/?kind=update")
    assert forms[0] == f"{address(story)}/changes.json?kind=update"


def test_versions_of_one_part_are_compared_in_that_part(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/changes/?piece=update-1&from=3&to=6")

    assert response["Location"] == f"{address(story)}/changes/3..6/?piece=update-1"
