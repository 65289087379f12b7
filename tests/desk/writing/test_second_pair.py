"""Whoever wrote since the last approved version approves nothing, through whatever door."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from incidents.actions.drafts import keeping, reviewing
from incidents.actions.drafts.keeping import Place
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Hands
from incidents.actions.parts import headline
from incidents.models import Draft, DraftAuthor, Editor, House, Update, Version
from tests import factories
from tests.actions.drafts.scenes import draft_of
from tests.desk.boxes import address, done
from tests.desk.filled import filled, text

BODY = "<p>Seven were hurt. The road is closed.</p>"
CHANGE: dict[str, Any] = {"kind": "correction", "note": "A new figure."}


@pytest.fixture
def chief(db: None) -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF, first_name="Cora")


@pytest.fixture
def update(chief: Editor) -> Update:
    """An update that the chief editor corrected alone, in an emergency."""
    update = factories.update(factories.story(), BODY)
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    client = Client()
    client.force_login(chief)
    page = address("update", update.incident_id, update.pk)
    body = BODY.replace("closed", "open")
    client.post(page, filled(client, page, body=body, emergency="on", **CHANGE))
    assert Version.objects.latest("position").author == chief
    return update


def handed_in(update: Update, by: Editor) -> Draft:
    """A correction by somebody else, handed in."""
    update.incident.refresh_from_db()
    body = BODY.replace("closed", "open").replace("Seven", "Nine")
    return reviewing.submit(draft_of(update.incident, by, body, update=update, **CHANGE), by=by)


def test_the_desk_refuses(desk: Client, anna: Editor, update: Update, chief: Editor) -> None:
    draft = handed_in(update, anna)
    desk.force_login(chief)

    said = done(desk, "approve", draft)

    assert "You are an author of this story since the last approved version" in said
    assert draft.approved_by is None


def test_the_desk_refuses_who_wrote_at_the_draft_itself(
    desk: Client, anna: Editor, update: Update
) -> None:
    other = factories.editor("other", role=Editor.Role.CHIEF)
    draft = handed_in(update, anna)
    place = Place(update.incident, update=update, base=draft.base)
    keeping.keep(draft.key, place, {"body": ["<p>Ours.</p>"]}, by=other, proposal=None)
    Draft.objects.filter(pk=draft.pk).update(proposal=draft.proposal)
    desk.force_login(other)

    said = done(desk, "approve", draft)

    assert "You wrote at this text yourself" in said


def test_who_only_helped_with_what_went_out_alone_is_refused_too(
    desk: Client, anna: Editor, update: Update
) -> None:
    helper = factories.editor("helper", role=Editor.Role.CHIEF)
    published = Draft.objects.get(state="published")
    DraftAuthor.objects.create(draft=published, editor=helper)
    desk.force_login(helper)

    said = done(desk, "approve", handed_in(update, anna))

    assert "You are an author of this story" in said


def test_after_an_approval_by_somebody_else_they_may_approve_again(
    desk: Client, anna: Editor, update: Update, chief: Editor
) -> None:
    other = factories.editor("other", role=Editor.Role.CHIEF)
    desk.force_login(other)
    first = handed_in(update, anna)
    done(desk, "approve", first)
    done(desk, "publish", first)
    update.incident.refresh_from_db()
    second = reviewing.submit(draft_of(update.incident, anna), by=anna)
    desk.force_login(chief)

    done(desk, "approve", second)

    assert second.approved_by == chief


def test_the_administration_saves_no_correction_alone(desk: Client, update: Update) -> None:
    page = reverse("admin:incidents_update_change", args=[update.pk])

    answer = desk.post(page, filled(desk, page, body="<p>Nobody was hurt.</p>", **CHANGE))

    assert "needs a second pair of eyes: hand it in at the desk" in text(answer.content)
    assert Version.objects.latest("position").number == 3


def past_the_actions(update: Update, hands: Hands, by: Editor) -> None:
    """Publish with an approver whom no action has asked."""
    with change(update.incident, "incident.edited", by=by, note="Nobody asked.") as locked:
        locked.hands = hands
        headline.rewrite(locked, "Shots at noon")


def test_the_database_refuses_a_version(anna: Editor, update: Update, chief: Editor) -> None:
    with pytest.raises(DatabaseError, match="author since the last"), transaction.atomic():
        past_the_actions(update, Hands(approver=chief), anna)


def test_the_database_refuses_an_approval_by_who_wrote(anna: Editor, update: Update) -> None:
    draft = handed_in(update, anna)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE incidents_draft SET approved_by_id = %s, approved_at = now() WHERE id = %s",
            [anna.pk, draft.pk],
        )


def test_the_database_refuses_who_approved_among_the_authors(anna: Editor, update: Update) -> None:
    other = factories.editor("other", role=Editor.Role.CHIEF)
    draft = reviewing.approve(handed_in(update, anna), by=other)

    with pytest.raises(DatabaseError, match="approved by who writes"), transaction.atomic():
        DraftAuthor.objects.create(draft=draft, editor=other)


def test_the_database_refuses_the_author_of_a_version_as_its_approver(
    anna: Editor, update: Update
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        past_the_actions(update, Hands(author=anna, approver=anna), anna)
