"""Comparing two versions of a story, or of one part of it."""

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, versions
from incidents.models import Incident
from incidents.record.history.differing import comparing
from tests import factories
from tests.reader.history.scenes import address
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


def names(client: Client, story: Incident, pair: str) -> list[str]:
    document = client.get(f"{address(story)}/changes/{pair}").json()
    return [piece["name"] for piece in document["pieces"]]


def test_a_story_is_compared_part_by_part(client: Client, story: Incident) -> None:
    document = client.get(f"{address(story)}/changes/3..7.json").json()

    assert [(piece["name"], piece["outcome"]) for piece in document["pieces"]] == [
        ("Headline", "changed"),
        ("Update 2", "added"),
        ("Update 1", "changed"),
    ]
    assert document["sentence"] == (
        "Headline changed, Update 2 added, 1 sentence changed, 1 sentence added."
    )


def test_one_part_is_compared_alone(client: Client, story: Incident) -> None:
    document = client.get(f"{address(story)}/changes/3..7.json?piece=update-1").json()

    assert names(client, story, "3..7.json?piece=update-1") == ["Update 1"]
    assert document["sentence"] == "1 sentence changed, 1 sentence added."
    assert document["url"].endswith("/changes/3..7/?piece=update-1")


def test_the_neighbours_of_a_part_are_the_changes_that_touch_it(
    client: Client, story: Incident
) -> None:
    whole = client.get(f"{address(story)}/changes/4..5.json").json()
    part = client.get(f"{address(story)}/changes/4..5.json?piece=update-1").json()

    assert whole["previous"].endswith("/changes/3..4/")
    assert whole["next"].endswith("/changes/5..6/")
    assert part["previous"].endswith("/changes/3..4/?piece=update-1")
    assert part["next"].endswith("/changes/5..6/?piece=update-1")


def test_there_is_nothing_before_the_first_change_or_after_the_last(
    client: Client, story: Incident
) -> None:
    document = client.get(f"{address(story)}/changes/1..7.json").json()

    assert (document["previous"], document["next"]) == (None, None)


def test_a_part_that_says_the_same_says_so(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/4..5/?piece=update-1").content)

    said = [words(found) for found in elements(page, "//p[@class='page-lead']")]
    assert said == ["This part says the same in both versions. Compare the whole story"]


def test_a_part_that_the_story_never_had_is_answered_in_words(
    client: Client, story: Incident
) -> None:
    response = client.get(f"{address(story)}/changes/4..5/?piece=update-9%00")

    assert response.status_code == 400
    alert = elements(page_of(response.content), "//*[@role='alert']")[0]
    assert "This story has no part called “update-9”." in words(alert)


def test_old_and_new_stand_side_by_side_without_script(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/3..4/?view=columns").content)

    old, new = elements(page, "//table//tr[@data-diff='changed']/td")
    assert words(old) == "The gauge reads 4.2 metres."
    assert words(new) == "The gauge reads 3.2 metres."
    assert strings(page, "//nav[@aria-label='View']/a[@aria-current]/text()") == ["Side by side"]


def test_changed_numbers_stand_out(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/3..4/").content)

    assert strings(page, "//section//ins//span[@data-fact='number']/text()") == ["3.2"]


def test_versions_with_the_same_article_say_so(client: Client, story: Incident) -> None:
    renamed = StoryEdit(headline="Dam gates open, bridge closed", move=True)
    editing.edit(story, renamed, by=None, note="The address follows.")
    story.refresh_from_db()

    page = page_of(client.get(f"{address(story)}/changes/7..8/").content)

    said = [words(found) for found in elements(page, "//p[@class='comparison-same']")]
    assert said == [
        "The article is the same in both versions, byte for byte; what changed stands around it."
    ]
    assert not client.get(f"{address(story)}/changes/3..4.json").json()["same_article"]


def test_a_mark_alone_makes_another_article(client: Client, story: Incident) -> None:
    versions.undo(story, 7, by=None, note="It stands after all.")
    frozen = [client.get(f"{address(story)}/changes/{number}/") for number in (6, 8)]

    document = client.get(f"{address(story)}/changes/6..8.json").json()

    before, after = (page.content.decode().partition("<article")[2] for page in frozen)
    assert before.partition("</article>")[0] != after.partition("</article>")[0]
    assert document["pieces"] == []
    assert not document["same_article"]
    assert document["sentence"] == "No text changed, only the marks on it."


def test_the_banner_does_not_call_a_new_mark_nothing(client: Client, story: Incident) -> None:
    versions.undo(story, 7, by=None, note="It stands after all.")

    frozen = page_of(client.get(f"{address(story)}/changes/6/").content)

    said = [words(found) for found in elements(frozen, "//p[@class='frozen-banner-since']")]
    assert said == ["Since then: No text changed, only the marks on it."]


def test_a_redacted_part_is_not_compared(client: Client, story: Incident) -> None:
    chief = factories.editor("chief", role="chief")
    redact(Removal(Terms(["old bridge"])), category="privacy", note="Privacy.", by=chief)

    response = client.get(f"{address(story)}/changes/5..6/")
    document = client.get(f"{address(story)}/changes/5..6.json").json()

    assert "taken out of this part by law, so it cannot be compared" in response.content.decode()
    assert [piece["outcome"] for piece in document["pieces"]] == ["redacted"]
    assert document["pieces"][0]["rows"] == []
    assert document["sentence"] == "Texts changed from which something was taken out by law."


def test_a_comparison_costs_no_more_than_it_may(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_CHARACTERS", 40)

    response = client.get(f"{address(story)}/changes/3..6/")

    assert response.status_code == 200
    assert "There is too much text between these two versions" in response.content.decode()


def test_versions_that_a_story_has_not_are_not_found(client: Client, story: Incident) -> None:
    assert client.get(f"{address(story)}/changes/3..8/").status_code == 404


def test_what_is_too_much_can_be_compared_alone_where_its_link_leads(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_CHARACTERS", 0)

    page = page_of(client.get(f"{address(story)}/changes/1..7/").content)

    links = strings(page, "//p[@class='comparison-gone']/a/@href")
    assert f"{address(story)}/changes/1..7/?piece=sources" in links
    assert {client.get(link).status_code for link in links} == {200}
