"""The trail of acts: who may see it, what it can be asked for, and how it is taken along."""

import csv
import io
import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.actions.house import audit
from incidents.actions.refusals import NotAllowed
from incidents.actions.stories import lifecycle
from incidents.desk.house.audit.words import in_words
from incidents.models import Editor, Event
from tests import factories

PAGE = "/desk/audit/"
pytestmark = pytest.mark.django_db
HERE, THERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def ben(db: None) -> Editor:
    """An auditor."""
    return factories.editor("ben", last_name="Auditor", role=Editor.Role.AUDITOR)


@pytest.fixture
def desk(ben: Editor, client: Client) -> Client:
    """A browser in which the auditor is signed in."""
    client.force_login(ben)
    return client


@pytest.fixture
def anna(db: None) -> Editor:
    """An editor who did something, from somewhere."""
    anna = factories.editor("anna")
    anna.came_from = anna.came_from._replace(address=HERE, session="a" * 32)
    return anna


def acts(desk: Client, **asked: object) -> list[str]:
    """The acts that are found, in order."""
    shown = desk.get(PAGE, asked)  # type: ignore[arg-type]
    return [act.event.verb for act in shown.context["acts"]]


def test_every_act_stands_there_with_who_what_when_and_from_where(
    desk: Client, anna: Editor
) -> None:
    story = factories.story("A bridge fell")
    lifecycle.end(story, by=anna)

    shown = desk.get(PAGE).content.decode()

    assert "story ended" in shown
    assert ">Anna Editor</a></strong>" in shown
    assert "A bridge fell" in shown
    assert f'from <a href="?address={HERE}">{HERE}</a>' in shown
    assert f"?session={'a' * 32}" in shown
    assert f'href="/news/{story.path}/changes/2/"' in shown


def test_it_is_searched_by_person_kind_act_story_time_and_address(
    desk: Client, anna: Editor
) -> None:
    story = factories.story("A bridge fell")
    lifecycle.end(story, by=anna)
    factories.topic("Border")
    tomorrow = timezone.localtime() + timedelta(days=1)
    yesterday = timezone.localtime() - timedelta(days=1)

    assert acts(desk, person=anna.pk) == ["incident.ended"]
    assert acts(desk, kind="house") == ["topic.created"]
    assert acts(desk, act="ended") == ["incident.ended"]
    assert acts(desk, story=story.pk)[0] == "incident.ended"
    assert acts(desk, story=story.pk)[-1] == "incident.opened"
    assert acts(desk, story="bridge", kind="stories")[0] == "incident.ended"
    assert acts(desk, address=HERE) == ["incident.ended"]
    assert acts(desk, address=THERE) == []
    assert acts(desk, session="a" * 32) == ["incident.ended"]
    assert acts(desk, since=f"{tomorrow:%Y-%m-%dT%H:%M}") == []
    assert "incident.ended" in acts(desk, since=f"{yesterday:%Y-%m-%dT%H:%M}")
    assert acts(desk, until=f"{yesterday:%Y-%m-%dT%H:%M}") == []


def test_a_story_that_was_thrown_away_is_still_found_by_its_number(desk: Client) -> None:
    draft = factories.draft()
    number = draft.pk
    lifecycle.discard(draft, by=None)

    shown = desk.get(PAGE, {"story": number}).content.decode()

    assert f"story {number}, thrown away since" in shown
    assert "story discarded" in shown


def test_what_cannot_be_asked_is_said(desk: Client) -> None:
    for wrong in ({"since": "soon"}, {"address": "everywhere"}, {"person": "0"}, {"kind": "x"}):
        shown = desk.get(PAGE, wrong)
        assert "Nothing can be found by that yet" in shown.content.decode(), wrong
        assert desk.get(reverse("desk:audit-export"), wrong).status_code == HTTPStatus.NOT_FOUND
    assert desk.get(PAGE, {"before": "x" * 30, "act": "\0"}).status_code == HTTPStatus.OK


def test_it_is_paged_by_its_numbers(desk: Client) -> None:
    for number in range(101):
        factories.topic(f"Topic {number}")

    first = desk.get(PAGE, {"kind": "house"})
    last = first.context["acts"][-1].event.pk
    rest = desk.get(PAGE, {"kind": "house", "before": last})

    assert len(first.context["acts"]) == 100
    assert f"?kind=house&amp;before={last}" in first.content.decode()
    assert [act.event.subject for act in rest.context["acts"]] == [
        Event.objects.filter(verb="topic.created").earliest("pk").subject
    ]


def test_a_page_asks_little_however_many_acts_stand_on_it(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    factories.long_story(20)

    with django_assert_max_num_queries(7):  # type: ignore[operator]
        desk.get(PAGE)


def test_sealed_names_signing_in_and_roles_stand_there_as_well(desk: Client) -> None:
    chief = factories.editor("chief", role=Editor.Role.CHIEF)
    Client().post(reverse("account_login"), {"login": "chief", "password": "secret"})

    for verb in ("signed-in", "sign-in.failed", "editor.role_changed", "identity.read"):
        Event.objects.create(verb=verb, by=chief, at=timezone.now(), subject=f"editor-{chief.key}")

    shown = desk.get(PAGE, {"person": chief.pk}).content.decode()

    assert "sealed name of an anonymous source read" in shown
    assert "got another role" in shown
    assert acts(desk, kind="accounts").count("signed-in") == 2


def test_it_is_taken_along_as_a_table_without_formulas(desk: Client, anna: Editor) -> None:
    story = factories.story("=1+1")
    lifecycle.end(story, by=anna)

    answer = desk.get(reverse("desk:audit-export"), {"person": anna.pk})

    text = answer.getvalue().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (row["Act"], row["In words"]) == ("incident.ended", "story ended")
    assert (row["Account"], row["Address"], row["Story"]) == ("anna", HERE, "'=1+1")
    assert answer["Cache-Control"] == "no-store"


def test_it_is_taken_along_as_json_lines_and_that_is_an_act(
    desk: Client, anna: Editor, ben: Editor
) -> None:
    story = factories.story("A bridge fell")
    lifecycle.end(story, by=anna)

    answer = desk.get(reverse("desk:audit-export-lines"), {"act": "incident"})

    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert (lines[0]["act"], lines[-1]["act"]) == ("incident.ended", "incident.opened")
    assert lines[0]["by"] == {"name": "Anna Editor", "account": "anna"}
    assert lines[0]["story"] == {"id": story.pk, "headline": "A bridge fell"}
    assert (lines[0]["version"], lines[0]["address"]) == (2, HERE)
    assert Event.objects.get(verb="audit.exported").by == ben


@pytest.mark.parametrize("role", ["contributor", "editor", "people"])
def test_nobody_else_sees_it(client: Client, role: str) -> None:
    client.force_login(factories.editor("other", role=role))

    for name in ("audit", "audit-export", "audit-export-lines"):
        assert client.get(reverse(f"desk:{name}")).status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(NotAllowed):
        audit.note_export(by=Editor.objects.get(username="other"))


def test_words_are_made_of_the_name_of_an_act_where_there_are_no_better_ones() -> None:
    assert in_words("update.posted") == "update posted"
    assert in_words("incident.topic_put_on") == "story topic put on"
    assert in_words("identity.read") == "sealed name of an anonymous source read"


def test_after_a_time_an_act_forgets_where_it_came_from_and_nothing_else(anna: Editor) -> None:
    old = Event.objects.create(
        verb="signed-in",
        by=anna,
        at=timezone.now() - timedelta(days=200),
        address=HERE,
        session="a" * 32,
    )
    lifecycle.end(factories.story(), by=anna)
    before = Event.objects.filter(address=HERE).count()

    forgotten = audit.forget_origins(after=timedelta(days=180))
    again = audit.forget_origins(after=timedelta(days=180))

    old.refresh_from_db()
    assert (forgotten, again) == (1, 0)
    assert (old.verb, old.by, old.address, old.session) == ("signed-in", anna, None, "")
    assert Event.objects.filter(address=HERE).count() == before - 1


@pytest.mark.parametrize("changed", [{"verb": "nothing"}, {"by": None}, {"address": THERE}])
def test_the_database_lets_nothing_else_be_changed(
    anna: Editor, changed: dict[str, object]
) -> None:
    at = timezone.now() - timedelta(days=200)
    row = Event.objects.create(verb="signed-in", by=anna, at=at, address=HERE)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=row.pk).update(**changed)


def test_what_is_younger_than_a_week_forgets_nothing(anna: Editor) -> None:
    row = Event.objects.create(verb="signed-in", by=anna, at=timezone.now(), address=HERE)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=row.pk).update(address=None, session="")


@pytest.mark.usefixtures("as_app")
def test_the_site_s_own_role_may_let_acts_forget(anna: Editor) -> None:
    at = timezone.now() - timedelta(days=200)
    Event.objects.create(verb="signed-in", by=anna, at=at, address=HERE)

    assert audit.forget_origins(after=timedelta(days=180)) == 1
