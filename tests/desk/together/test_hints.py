"""Hints on a text while it is written: asked for by the page, and shown without script."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.actions.house import topics
from incidents.actions.stories import updates
from incidents.models import Incident, Update, Version
from tests import factories
from tests.desk.filled import filled, found, text

SAID = "The ministry of the north confirmed that two villages were shelled during the night."
OPEN = "He said “we saw it all"


@pytest.fixture
def story(db: None) -> Incident:
    return factories.story(lead=f"<p>{SAID}</p>")


def hints(desk: Client, story: Incident, query: str = "", **typed: str) -> dict[str, str]:
    address = reverse("desk:hints", args=[story.pk]) + query
    answer = desk.post(address, {"source_outlet": "Agency", "at": "2017-02-28T14:30"} | typed)
    return {hint["kind"]: hint["message"] for hint in answer.json()["hints"]}


def action(desk: Client, address: str) -> str:
    """Where the form of a page is sent."""
    [form] = found(desk.get(address).content, "//main//form[@method='post'][last()]")
    return str(form.get("action") or address)


def test_what_was_said_in_the_initial_report_is_said_again(desk: Client, story: Incident) -> None:
    given = hints(desk, story, body=f"<p>{SAID}</p>")

    assert given == {"repeated": "This was already said in the initial report."}


def test_what_was_said_in_an_update_names_its_number(desk: Client, story: Incident) -> None:
    factories.update(story, "<p>Nothing new.</p>")
    factories.update(story, "<p>Three soldiers of the border guard came back to their post.</p>")

    given = hints(desk, story, body="Three soldiers of the border guard came back to their post.")

    assert given["repeated"] == "This was already said in Update 2."


def test_an_update_that_is_corrected_does_not_repeat_itself(desk: Client, story: Incident) -> None:
    body = "<p>Three soldiers of the border guard came back to their post.</p>"
    update = factories.update(story, body)

    assert "repeated" in hints(desk, story, body=body)
    assert hints(desk, story, f"?update={update.number}", body=body) == {}


def test_a_retracted_update_said_nothing(desk: Client, story: Incident) -> None:
    body = "<p>Three soldiers of the border guard came back to their post.</p>"
    updates.retract(factories.update(story, body), by=None, note="Not so.")

    assert hints(desk, story, body=body) == {}


def test_what_a_caption_says_is_said_already(desk: Client, db: None) -> None:
    caption = "Smoke over the bridge between the two villages & the river at noon on Saturday"
    story = factories.story(captions=[caption])

    assert hints(desk, story, body=caption)["repeated"].endswith("said in a caption.")


def test_a_disputed_name_wants_its_qualifier_by_each_of_its_names(
    desk: Client, story: Incident
) -> None:
    row = topics.create(
        "Republic of Uplands", by=None, public_name="Uplands", qualifier="self-declared"
    )
    row.aliases.create(name="Hill Republic")

    for name in ("Republic of Uplands", "Uplands", "Hill Republic"):
        given = hints(desk, story, body=f"The {name} denies it.")
        assert "“self-declared” is missing" in given["name"], name
    assert hints(desk, story, body="The self-declared Hill Republic denies it.") == {}


def test_a_day_that_does_not_fit_the_time_in_the_form(desk: Client, story: Incident) -> None:
    given = hints(desk, story, body="It began on Friday night and went on for hours.")

    assert "four days before the printed time" in given["day"]


def test_the_time_is_read_in_the_zone_of_the_update(desk: Client, story: Incident) -> None:
    body = "It all began today, Wednesday."

    assert "day" in hints(desk, story, body=body, at="2017-02-28T23:30")
    assert "day" not in hints(desk, story, body=body, at="2017-03-01T00:30")


def test_a_time_that_is_none_hides_only_what_it_decides(desk: Client, story: Incident) -> None:
    given = hints(desk, story, body=f"{OPEN}. It began on Friday night.", at="yesterday")

    assert list(given) == ["quotation"]


def test_a_quotation_that_is_not_closed(desk: Client, story: Incident) -> None:
    assert list(hints(desk, story, body=OPEN)) == ["quotation"]


def test_a_text_without_a_source_is_asked_for_it(desk: Client, story: Incident) -> None:
    body = "Three soldiers of the border guard came back to their post."

    assert "source" in hints(desk, story, body=body, source_outlet="")
    assert hints(desk, story, body=body, source_outlet="", cites="1") == {}


def test_the_initial_report_is_read_against_the_day_of_the_story(
    desk: Client, story: Incident
) -> None:
    given = hints(
        desk, story, "?report=1", lead=f"{SAID} It began on Sunday night.", date="2017-02-24"
    )

    assert list(given) == ["day"]


def test_nothing_is_kept_and_nothing_written(desk: Client, story: Incident) -> None:
    versions = Version.objects.count()

    hints(desk, story, body=OPEN)

    assert Version.objects.count() == versions
    assert not story.drafts.exists()


@pytest.mark.parametrize("query", ["?update=\u00b2", "?update=9999999999999999999999", "?update="])
def test_a_number_that_is_none_is_passed_over(desk: Client, story: Incident, query: str) -> None:
    assert "repeated" in hints(desk, story, query, body=SAID)


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59", "2017-02-28T14:30+99:99"])
def test_no_time_is_too_far(desk: Client, story: Incident, at: str) -> None:
    assert "quotation" in hints(desk, story, body=f"{OPEN} on Friday night", at=at)


def test_an_empty_text_costs_nothing(desk: Client, story: Incident) -> None:
    assert hints(desk, story, body=" ") == {}


def test_a_long_text_after_a_long_story_is_read_in_bounded_time_and_few_queries(
    desk: Client, story: Incident
) -> None:
    for number in range(30):
        factories.update(story, f"<p>Report {number}. {SAID} {SAID}</p>")
    body = "".join(f"<p>Paragraph {number}: {SAID} {OPEN}</p>" for number in range(3_000))

    with CaptureQueriesContext(connection) as queries:
        began = time.process_time()
        given = hints(desk, story, body=body)
        taken = time.process_time() - began

    assert given
    assert len(queries) <= 6
    assert taken < 5


def test_without_script_hints_stand_under_a_text_that_was_refused(
    desk: Client, story: Incident
) -> None:
    address = reverse("desk:story", args=[story.pk])
    typed = filled(desk, address, form="updates/", body=OPEN, source_url="https://a.example/")

    answer = desk.post(reverse("desk:post", args=[story.pk]), typed | {"post": "1"})

    assert answer.status_code == 200
    assert "Worth a look" in text(answer.content)
    assert "“we saw it all" in text(answer.content)
    assert not Update.objects.exists()


def test_without_script_hints_stand_under_a_draft(desk: Client, story: Incident) -> None:
    address = reverse("desk:story", args=[story.pk])
    typed = filled(desk, address, form="updates/", body=OPEN)
    desk.post(reverse("desk:post", args=[story.pk]), typed | {"draft": "1"})
    draft = story.drafts.get()

    answer = desk.get(reverse("desk:draft", args=[story.pk, draft.key]))

    assert "quotation" in text(answer.content)
    assert "Worth a look" in text(answer.content)


def test_an_empty_box_asks_for_no_hints(desk: Client, story: Incident) -> None:
    answer = desk.get(reverse("desk:story", args=[story.pk]))

    assert "data-hints=" in answer.content.decode()
    assert "Worth a look" not in text(answer.content)


def test_a_correction_that_is_refused_has_its_hints(desk: Client, story: Incident) -> None:
    update = factories.update(story)
    address = reverse("desk:update", args=[story.pk, update.pk])

    answer = desk.post(action(desk, address), filled(desk, address, body=OPEN))

    assert f"hints/?update={update.number}" in answer.content.decode()
    assert "Worth a look" in text(answer.content)


def test_a_report_that_is_refused_has_its_hints(desk: Client, story: Incident) -> None:
    address = reverse("desk:text", args=[story.pk])

    answer = desk.post(action(desk, address), filled(desk, address, lead=OPEN))

    assert "hints/?report=1" in answer.content.decode()
    assert "Worth a look" in text(answer.content)
