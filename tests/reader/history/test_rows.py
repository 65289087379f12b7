"""What a row of the history tells, and what it opens."""

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import updates, versions
from incidents.models import Incident, KeptDifference
from tests import factories
from tests.reader.history.scenes import address, flood
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    return flood()


def row(client: Client, story: Incident, number: int, query: str = "") -> str:
    page = page_of(client.get(f"{address(story)}/changes/{query}").content)
    return words(elements(page, f"//li[@id='version-{number}']")[0])


def test_rows_stand_under_their_dates(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/").content)

    days = elements(page, "//section[@class='history-day']")
    assert [words(elements(day, ".//h2")[0]) for day in days] == [
        "26 February 2017",
        "25 February 2017",
    ]
    assert [len(elements(day, ".//li[@class='history-row']")) for day in days] == [1, 6]


def test_a_row_says_from_when_to_when_it_was_live_and_by_whom(
    client: Client, story: Incident
) -> None:
    assert "0730 CET to 0935 CET (2 hours 5 minutes)" in row(client, story, 3)
    assert "Béla Night (Writer)" in row(client, story, 3)
    assert "0630 CET, 26 February 2017" in row(client, story, 6)
    assert "Current version" in row(client, story, 7)


def test_a_correction_says_what_was_wrong_how_long_and_who_noticed(
    client: Client, story: Incident
) -> None:
    said = row(client, story, 4)

    for part in (
        "Correction",
        "It reads 3.2 metres, not 4.2.",
        "It said",
        "It read 4.2.",
        "Right is",
        "It reads 3.2.",
        "for 2 hours 5 minutes, since version 3",
        "a reader",
    ):
        assert part in said, part


def test_an_undone_and_a_restored_version_are_named(client: Client, story: Incident) -> None:
    versions.undo(story, 4, by=None, note="The first reading was right.")
    versions.restore(Incident.objects.get(), 6, by=None, note="It was not.")

    assert "Undoes version 4" in row(client, story, 8)
    assert "Restores version 6" in row(client, story, 9)


def test_a_redaction_leaves_a_tombstone_and_a_word_at_what_it_took(
    client: Client, story: Incident
) -> None:
    chief = factories.editor("chief", first_name="Maria", last_name="Day", role="chief")
    removal = Removal(Terms(["old bridge"]))

    redact(removal, category="court_order", note="A court asked.", by=chief)

    newest = row(client, story, Incident.objects.get().version_number)
    assert "Taken out of the history: Court order. Decided by Maria Day" in newest
    assert "Update 1 of version 6" in newest
    assert "Something was taken out of it since: Update 1" in row(client, story, 6)


def test_the_first_changed_sentences_are_shown_on_demand(client: Client, story: Incident) -> None:
    closed = page_of(client.get(f"{address(story)}/changes/").content)
    opened = page_of(client.get(f"{address(story)}/changes/?open=4").content)

    assert elements(closed, "//*[@class='history-excerpts']") == []
    path = "//li[@id='version-4']//*[@class='history-excerpts']"
    assert [words(mark) for mark in elements(opened, f"{path}//del")] == ["4.2"]
    assert [words(mark) for mark in elements(opened, f"{path}//ins")] == ["3.2"]
    assert strings(closed, "//li[@id='version-4']//a[@class='history-open']/@href") == [
        "?open=4#version-4"
    ]


def test_no_two_links_that_open_a_row_have_the_same_name(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/?open=4").content)

    names = [words(link) for link in page.find_class("history-open")]
    assert names == [
        f"{'Hide' if number == 4 else 'Show'} what changed in version {number}"
        for number in range(7, 1, -1)
    ]


def test_what_was_kept_of_a_difference_is_not_compared_again(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compared_again(*_: object) -> None:
        raise AssertionError("This difference was kept.")

    assert KeptDifference.objects.exists()
    monkeypatch.setattr("incidents.record.history.differing.comparing.told_apart", compared_again)

    assert client.get(f"{address(story)}/changes/?open=4").status_code == 200


def test_an_opened_row_shows_nothing_of_a_redacted_text(client: Client, story: Incident) -> None:
    chief = factories.editor("chief", role="chief")

    redact(Removal(Terms(["old bridge"])), category="privacy", note="Privacy.", by=chief)

    said = row(client, story, 6, "?open=6")
    assert "Something was taken out of this text by law" in said
    assert "old bridge" not in said


def test_an_opened_row_shows_headlines_and_lists_too(client: Client, story: Incident) -> None:
    assert ", bridge closed" in row(client, story, 5, "?open=5")
    assert "Valley Radio" in row(client, story, 2, "?open=2")


def test_an_opened_row_that_changed_nothing_visible_says_so(
    client: Client, story: Incident
) -> None:
    first = story.updates.get(number=1)
    updates.edit(first, UpdateText(label="1A"), by=None, kind="typo")

    assert "Nothing that a reader sees changed" in row(client, story, 8, "?open=8")


def test_every_row_leads_to_its_other_forms_and_its_proof(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{address(story)}/changes/?kind=correction").content)

    here = f"{address(story)}/changes"
    links = strings(page, "//p[@class='history-links']//a/@href")
    assert links == [
        "?kind=correction&open=4#version-4",
        f"{here}/3..4/",
        f"{here}/4.json",
        f"{here}/4.xml",
        f"{here}/4.md",
        f"{here}/4/proof/",
    ]
