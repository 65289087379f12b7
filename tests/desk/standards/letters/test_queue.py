"""What readers reported, as editors meet it."""

import pytest
from django.http import QueryDict
from django.test import Client

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.readers import reports
from incidents.actions.stories import editing, lifecycle
from incidents.models import Editor, Event, Incident, Report
from tests import factories

pytestmark = pytest.mark.django_db


def sent(story: Incident, message: str = "Nine, not seven.", **given: object) -> Report:
    values: dict[str, object] = {"piece": "lead", "version": 1, "senders": (message, "-")}
    return reports.send(story, message=message, **(values | given))  # type: ignore[arg-type]


def test_the_queue_is_for_editors_alone() -> None:
    report = sent(factories.story())

    for address in ("/desk/reports/", f"/desk/reports/{report.pk}/"):
        assert Client().get(address).status_code == 302


def test_open_reports_wait_in_their_order(desk: Client) -> None:
    story = factories.story()
    sent(story, "The first")
    closed = sent(story, "The second")
    sent(factories.story("Another"), "The third")
    reports.answer(closed, by=None, text="No.")

    waiting = desk.get("/desk/reports/").text
    of_one = desk.get(f"/desk/reports/?story={story.pk}").text
    done = desk.get("/desk/reports/?state=closed").text

    assert waiting.index("The first") < waiting.index("The third")
    assert "The second" not in waiting
    assert "The third" not in of_one
    assert "The second" in done


@pytest.mark.parametrize("query", ["state=x", "story=x", "story=%D9%A1", "page=x", "story=99"])
def test_a_mistyped_filter_shows_the_queue(desk: Client, query: str) -> None:
    sent(factories.story())

    assert "Nine, not seven." in desk.get(f"/desk/reports/?{query}").text


def test_counts_stand_on_the_home_of_the_desk_and_on_the_story(desk: Client) -> None:
    story = factories.story()
    sent(story)
    sent(factories.story("Another"), "Another report")

    home, screen = desk.get("/desk/").text, desk.get(f"/desk/{story.pk}/").text

    assert "<strong>2</strong> reports of readers" in home
    assert "<strong>1</strong> report of readers" in screen
    assert f"/desk/reports/?story={story.pk}" in screen


def test_the_sentence_is_marked_where_it_stands(desk: Client) -> None:
    story = factories.story(lead="<p>Quiet. Two <em>villages</em> report shots.</p><p>More.</p>")
    report = sent(story, selected="Two villages\n report shots.")

    page = desk.get(f"/desk/reports/{report.pk}/").text

    assert '<mark class="corrected" data-version="1">Two </mark>' in page
    assert "<p>More.</p>" in page


@pytest.mark.parametrize("piece", ["headline", "notice", "status", "captions", "source-1"])
def test_every_piece_is_shown_with_its_form(desk: Client, piece: str) -> None:
    sources = [SourceText(outlet="Agency", title="A dispatch")]
    story = factories.story(captions=["A border post"], sources=sources)
    report = sent(story, piece=piece)

    page = desk.get(f"/desk/reports/{report.pk}/")
    form = desk.get(page.context["correct"])

    assert page.status_code == form.status_code == 200
    assert "letter-stands" in page.text


def test_a_piece_that_is_gone_is_said_to_be_gone(desk: Client) -> None:
    story = factories.story(captions=["A border post"])
    report = sent(story, piece="captions")
    editing.edit(story, StoryEdit(captions=[]), by=None, note="Not ours.")

    assert "It is not on the story any more" in desk.get(f"/desk/reports/{report.pk}/").text


def test_the_correction_form_is_named_with_all_it_needs(desk: Client) -> None:
    story = factories.story()
    row = factories.update(story)
    report = sent(story, piece="update-1", version=2, selected="The ministry confirms it.")

    correct = str(desk.get(f"/desk/reports/{report.pk}/").context["correct"])

    path, _, query = correct.partition("?")
    assert path == f"/desk/{story.pk}/updates/{row.pk}/"
    assert QueryDict(query).dict() == {
        "kind": "correction",
        "noticed": "reader",
        "wrong": "The ministry confirms it.",
        "report": str(report.pk),
    }


@pytest.mark.parametrize(("act", "state"), [("answer", "answered"), ("decline", "declined")])
def test_a_report_is_closed_with_words(desk: Client, anna: Editor, act: str, state: str) -> None:
    report = sent(factories.story())

    answer = desk.post(f"/desk/reports/{report.pk}/", {"act": act, f"{act}-text": "Because."})

    report.refresh_from_db()
    assert answer.status_code == 302
    assert (report.state, report.answer, report.closed_by) == (state, "Because.", anna)
    assert Event.objects.filter(verb=f"report.{state}", by=anna).count() == 1


def test_declining_without_a_reason_is_said_at_its_form(desk: Client) -> None:
    report = sent(factories.story())

    answer = desk.post(f"/desk/reports/{report.pk}/", {"act": "decline", "decline-text": " "})

    report.refresh_from_db()
    assert "This field is required" in answer.text
    assert report.state == "open"


def test_a_report_is_accepted_for_a_correction_that_stands(desk: Client) -> None:
    story = factories.story()
    report = sent(story)
    lead = StoryEdit(lead="<p>Nine.</p>")
    editing.edit(story, lead, by=None, kind="correction", note="It was nine.")

    desk.post(f"/desk/reports/{report.pk}/", {"act": "accept", "accept-correction": "2"})

    report.refresh_from_db()
    assert report.state == "accepted"
    assert report.correction is not None
    assert report.correction.number == 2


@pytest.mark.parametrize("given", [{"act": "x"}, {}, {"act": "accept", "accept-correction": "9"}])
def test_what_is_no_act_closes_nothing(desk: Client, given: dict[str, str]) -> None:
    report = sent(factories.story())

    answer = desk.post(f"/desk/reports/{report.pk}/", given)

    report.refresh_from_db()
    assert answer.status_code == 200
    assert report.state == "open"


def test_a_closed_report_is_not_closed_again(desk: Client) -> None:
    report = sent(factories.story())
    reports.answer(report, by=None, text="No.")

    answer = desk.post(f"/desk/reports/{report.pk}/", {"act": "decline", "decline-text": "No!"})

    report.refresh_from_db()
    assert answer.status_code == 200
    assert report.answer == "No."


def test_a_report_on_a_retracted_story_can_be_read(desk: Client) -> None:
    story = factories.story()
    report = sent(story)
    lifecycle.retract(story, by=None, note="Wrong.")

    assert desk.get(f"/desk/reports/{report.pk}/").status_code == 200


def test_a_source_is_put_right_in_the_list_and_the_report_closed_by_hand(desk: Client) -> None:
    sources = [SourceText(outlet="Agency")]
    story = editing.edit(factories.story(), StoryEdit(sources=sources), by=None, note="A source.")
    report = sent(story, piece="source-1", version=2)

    page = desk.get(f"/desk/reports/{report.pk}/").text

    assert f'href="/desk/{story.pk}/sources/"' in page
    assert "Come back here when it is saved" in page
    assert "accepted when the correction is published" not in page
