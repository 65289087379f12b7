"""Texts go out by themselves at their time: never early, never twice, and not when stopped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from incidents.actions.drafts import keeping, outgoing, releasing, reviewing
from incidents.actions.drafts.keeping import Place
from incidents.actions.refusals import SecondPairNeeded, WrongStatus, WrongValue
from incidents.models import Draft, Editor, House, Update, Version
from tests import factories
from tests.actions.drafts.scenes import draft_of, due

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def anna() -> Editor:
    return factories.editor(role=Editor.Role.EDITOR)


def test_a_scheduled_text_goes_out_when_its_time_has_come(anna: Editor) -> None:
    story = factories.story()
    draft = releasing.schedule(draft_of(story, anna), releasing.now() + LATER, by=anna)

    assert releasing.release_due() == []
    due(draft)
    out = releasing.release_due()

    assert [row.state for row in out] == [Draft.State.PUBLISHED]
    version = Version.objects.get(incident=story, number=2)
    assert version.author == anna
    assert releasing.release_due() == []


def test_the_time_shown_is_that_of_the_release(anna: Editor) -> None:
    story = factories.story()
    due(releasing.schedule(draft_of(story, anna), releasing.now() + LATER, by=anna))
    before = releasing.now()

    releasing.release_due()

    assert Update.objects.get(incident=story).at >= before


def test_a_time_that_has_passed_is_refused(anna: Editor) -> None:
    with pytest.raises(WrongValue, match="has passed"):
        releasing.schedule(
            draft_of(factories.story(), anna), datetime(2017, 2, 25, tzinfo=UTC), by=anna
        )


def test_a_held_text_can_be_stopped_and_published_later(anna: Editor) -> None:
    story = factories.story()
    draft = releasing.hold(draft_of(story, anna), 10, by=anna)

    stopped = releasing.stop(draft, by=anna)

    assert (stopped.state, stopped.release_at) == (Draft.State.DRAFT, None)
    assert releasing.release_due() == []
    assert outgoing.publish(stopped, by=anna).state == Draft.State.PUBLISHED


def test_a_held_text_is_let_out_by_an_open_page_and_never_early(anna: Editor) -> None:
    draft = releasing.hold(draft_of(factories.story(), anna), 10, by=anna)

    early = releasing.release(draft, by=anna)
    due(draft)
    first, second = releasing.release(draft, by=anna), releasing.release(draft, by=anna)

    assert (early, first, second) == (False, True, False)


def test_nobody_writes_at_a_text_that_is_about_to_go_out(anna: Editor) -> None:
    story = factories.story()
    draft = releasing.hold(draft_of(story, anna), 10, by=anna)

    with pytest.raises(WrongStatus, match="stop it first"):
        keeping.keep(draft.key, Place(story), {"body": ["<p>Half a sen</p>"]}, by=anna)


def test_stopping_everything_holds_the_whole_story(anna: Editor) -> None:
    story, other = factories.story(), factories.story("Elsewhere")
    mine = releasing.schedule(draft_of(story, anna), releasing.now() + LATER, by=anna)
    theirs = releasing.schedule(draft_of(other, anna), releasing.now() + LATER, by=anna)

    releasing.stop_everything(story, by=anna)
    due(mine)
    due(theirs)
    out = releasing.release_due()

    assert [row.pk for row in out] == [theirs.pk]
    with pytest.raises(WrongStatus, match="stopped"):
        releasing.hold(draft_of(story, anna), 10, by=anna)


def test_going_on_gives_back_what_is_late(anna: Editor) -> None:
    story = factories.story()
    late = releasing.schedule(draft_of(story, anna), releasing.now() + LATER, by=anna)
    coming = releasing.schedule(draft_of(story, anna), releasing.now() + LATER, by=anna)
    releasing.stop_everything(story, by=anna)
    due(late)

    releasing.go_on(story, by=anna)

    late.refresh_from_db()
    coming.refresh_from_db()
    assert (late.state, coming.state) == (Draft.State.SENT_BACK, Draft.State.SCHEDULED)
    assert "time passed" in late.remark
    assert releasing.release_due() == []


def test_what_cannot_go_out_at_its_time_is_given_back_with_the_reason(anna: Editor) -> None:
    story = factories.story()
    update = factories.update(story, "<p>Seven are hurt.</p>")
    story.refresh_from_db()
    said: dict[str, Any] = {"kind": "correction", "note": "The police say so."}
    waiting = draft_of(story, anna, "<p>Seven are dead.</p>", update=update, **said)
    due(releasing.schedule(waiting, releasing.now() + LATER, by=anna))
    outgoing.publish(draft_of(story, anna, "<p>Nine are hurt.</p>", update=update, **said), by=anna)

    releasing.release_due()

    waiting.refresh_from_db()
    assert waiting.state == Draft.State.SENT_BACK
    assert waiting.remark.startswith("It could not go out at its time.")
    update.refresh_from_db()
    assert update.body == "<p>Nine are hurt.</p>"


def test_what_nobody_approved_cannot_be_scheduled(anna: Editor) -> None:
    story, chief = factories.story(), factories.editor("chief", role=Editor.Role.CHIEF)
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    draft = draft_of(story, anna)

    with pytest.raises(SecondPairNeeded):
        releasing.schedule(draft, releasing.now() + LATER, by=anna)
    reviewing.approve(draft, by=chief)
    due(releasing.schedule(draft, releasing.now() + LATER, by=anna))
    releasing.release_due()

    assert Version.objects.get(incident=story, number=2).approver == chief


@pytest.mark.django_db(transaction=True)
def test_four_schedulers_and_open_pages_let_each_text_out_once() -> None:
    anna = factories.editor()
    stories = [factories.story(f"Story {place}") for place in range(4)]
    drafts = [draft_of(story, anna, f"<p>Text {n}.</p>") for story in stories for n in range(10)]
    for draft in drafts:
        releasing.schedule(draft, releasing.now() + LATER, by=anna)
    at = releasing.now() + timedelta(seconds=0.5)
    Draft.objects.update(release_at=at)

    with ThreadPoolExecutor(6) as pool:
        counts = [pool.submit(_release_until, at + timedelta(seconds=20)) for _ in range(4)]
        pages = [pool.submit(_ask, draft, anna) for draft in drafts]
        released = sum(count.result() for count in counts)
        released += sum(page.result() for page in pages)

    assert released == len(drafts)
    for story in stories:
        numbers = list(story.updates.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, 11))
    assert Version.objects.exclude(kind="first").count() == len(drafts)
    early = Version.objects.exclude(kind="first").filter(recorded_at__lt=at)
    assert not early.exists()


def _release_until(limit: datetime) -> int:
    done = 0
    try:
        while Draft.objects.waiting().exists() and releasing.now() < limit:
            done += len(releasing.release_due())
    finally:
        connection.close()
    return done


def _ask(draft: Draft, by: Editor) -> bool:
    try:
        return releasing.release(draft, by=by)
    finally:
        connection.close()
