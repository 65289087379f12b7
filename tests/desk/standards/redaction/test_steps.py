"""Three steps for chiefs: to say what has to go, to look at every place, to decide."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from incidents.actions.house import topics
from incidents.actions.inputs import UpdateText
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Event, Incident, Redaction
from incidents.operations.verifying import verify
from tests import factories

pytestmark = pytest.mark.django_db

NAME = "Zoë Ørnulf"
DECISION = {
    "category": "court_order",
    "note": "A court ordered it.",
    "confirmation": "REDACT",
    "remove": "1",
}


@pytest.fixture
def carla(db: None) -> Editor:
    return factories.editor("carla", role="chief", first_name="Carla", last_name="Head")


@pytest.fixture
def chief(carla: Editor, client: Client) -> Client:
    client.force_login(carla)
    return client


def named(**fields: object) -> Incident:
    return factories.story(f"{NAME} is held", lead=f"<p>Police hold {NAME} today.</p>", **fields)


def test_nobody_but_a_chief_comes_in(desk: Client) -> None:
    named()

    answers = [
        desk.get("/desk/redact/"),
        desk.post("/desk/redact/", {"words": NAME, "look": "1"}),
        desk.post("/desk/redact/", {"words": NAME, **DECISION}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Client().get("/desk/redact/").status_code == 302
    assert not Redaction.objects.exists()


def test_chiefs_alone_are_shown_the_way(desk: Client, carla: Editor) -> None:
    story = named()
    other = Client()
    other.force_login(carla)

    assert "/desk/redact/" not in desk.get(f"/desk/{story.pk}/").text
    assert f"/desk/redact/?story={story.pk}" in other.get(f"/desk/{story.pk}/").text


def test_looking_shows_every_place_beside_what_is_left(chief: Client) -> None:
    story = named(topics=topics.named([NAME], by=None))

    page = chief.post("/desk/redact/", {"words": NAME, "look": "1"})

    assert page.status_code == 200
    assert f"Police hold <mark>{NAME}</mark> today." in page.text
    assert "Police hold [removed] today." in page.text
    assert "2017/02/25/removed-is-held" in page.text
    assert "Topics" in page.text
    assert Incident.objects.get(pk=story.pk).version_number == 1


def test_a_decision_is_carried_out_and_its_end_is_shown(chief: Client) -> None:
    story = named()

    page = chief.post("/desk/redact/", {"words": NAME, **DECISION})

    assert "looked through again for the words: none of them is left" in page.text
    assert "[removed] is held" in page.text
    assert Incident.objects.get(pk=story.pk).headline == "[removed] is held"
    assert verify().faults == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"confirmation": "redact"}, "in capitals"),
        ({"confirmation": ""}, "This field is required"),
        ({"category": ""}, "This field is required"),
        ({"note": ""}, "This field is required"),
        ({"note": f"It was {NAME}."}, "readers would see it"),
    ],
)
def test_a_decision_that_is_not_whole_changes_nothing(
    chief: Client, given: dict[str, str], said: str
) -> None:
    named()

    page = chief.post("/desk/redact/", {"words": NAME, **DECISION, **given})

    assert said in page.text
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": ""}, "Write what has to go"),
        ({"words": "ab"}, "at least 3"),
        ({"words": "x" * 5001}, "at most 5000"),
        ({"words": NAME, "story": "99", "pieces": "lead:1"}, "There is no story of this number"),
        ({"words": "removed"}, "takes its place"),
    ],
)
def test_what_cannot_be_looked_for_is_said_at_the_words(
    chief: Client, given: dict[str, str], said: str
) -> None:
    page = chief.post("/desk/redact/", {**given, "look": "1"})

    assert page.status_code == 200
    assert said in page.text


def test_what_stands_nowhere_leaves_nothing_to_decide(chief: Client) -> None:
    page = chief.post("/desk/redact/", {"words": "Nobody Anywhere", "look": "1"})

    assert "It stands nowhere" in page.text
    assert 'name="remove"' not in page.text


def test_whole_texts_of_a_story_are_chosen_and_go(chief: Client) -> None:
    story = factories.story(lead="<p>Somebody's poem.</p>")

    choices = chief.post("/desk/redact/", {"story": story.pk, "look": "1"})
    look = chief.post("/desk/redact/", {"story": story.pk, "pieces": "lead:1", "look": "1"})
    chief.post("/desk/redact/", {"story": story.pk, "pieces": "lead:1", **DECISION})

    story.refresh_from_db()
    assert "Initial report, version 1: Somebody&#x27;s poem." in choices.text
    assert "[This text was removed.]" in look.text
    assert story.lead == "<p>[This text was removed.]</p>"


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("<p>Somebody's poem of the sea.</p>", "for 1 sentence of what was taken out whole"),
        ("<p>A poem.</p>", "nobody has looked whether it is repeated"),
    ],
)
def test_the_end_says_what_was_looked_for(chief: Client, lead: str, said: str) -> None:
    story = factories.story(lead=lead)

    done = chief.post("/desk/redact/", {"story": story.pk, "pieces": "lead:1", **DECISION})

    assert said in done.text
    assert "for the words" not in done.text


def test_the_end_lists_where_a_sentence_still_stands(chief: Client) -> None:
    story = factories.story(lead="<p>Somebody's poem of the sea.</p>")
    factories.update(story, "<p>Here again is somebody's poem of the sea.</p>")
    factories.update(story, "<p>They read: Somebody's poem of the sea.</p>")

    done = chief.post("/desk/redact/", {"story": story.pk, "pieces": "lead:1", **DECISION})

    assert f"<li>Update 2, version 3 of story {story.pk}</li>" in done.text
    assert "none is left" not in done.text


def test_going_back_keeps_what_was_typed(chief: Client) -> None:
    page = chief.post("/desk/redact/", {"words": NAME, "whole": "whole", "again": "1"})

    assert f">\n{NAME}</textarea>" in page.text
    assert 'value="whole" id="id_whole_1" checked' in page.text.replace(' aria-describedby=""', "")


@pytest.mark.parametrize("story", ["x", "999999999999", "-1", "٣"])
def test_a_story_that_is_none_is_no_story(chief: Client, story: str) -> None:
    assert chief.get("/desk/redact/", {"story": story}).status_code == 200
    assert chief.post("/desk/redact/", {"story": story, "look": "1"}).status_code == 200


def test_the_words_are_told_to_nobody(chief: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    story = named()
    updates.post(story, UpdateText(body=f"<p>{NAME}.</p>"), by=None)
    lifecycle.retract(Incident.objects.get(pk=story.pk), by=None, note=f"Not {NAME}.")

    look = chief.post("/desk/redact/", {"words": NAME, "look": "1"})
    logged = [record for record in caplog.records if not record.name.startswith("django.db")]
    done = chief.post("/desk/redact/", {"words": NAME, **DECISION})

    terms = Terms([NAME])
    told = [*Event.objects.values_list("subject", flat=True)]
    told += [str(session.get_decoded()) for session in Session.objects.all()]
    told += [record.getMessage() for record in logged]
    assert not any(map(terms.stand_in, told))
    assert look["Cache-Control"] == done["Cache-Control"] == "no-store"
    assert 'method="get"' not in look.text
    assert not terms.stand_in(done.text)
