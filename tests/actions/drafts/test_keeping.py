"""A text in the making is kept as often as it is sent, and loses no word to a second page."""

import uuid

import pytest

from incidents.actions.drafts import keeping, outgoing
from incidents.actions.drafts.keeping import Empty, Place
from incidents.actions.refusals import AlreadyPublished, NotAllowed, NothingWritten, Refused
from incidents.models import Draft, DraftText, Editor, Event, Version
from tests import factories
from tests.actions.drafts.scenes import act_draft, draft_of

pytestmark = pytest.mark.django_db


def test_a_text_is_kept_under_its_key_and_replaced_by_the_next() -> None:
    anna, story, key = factories.editor(), factories.story(), uuid.uuid4()

    keeping.keep(key, Place(story), {"body": ["<p>One</p>"]}, by=anna)
    kept = keeping.keep(key, Place(story), {"body": ["<p>One, two</p>"]}, by=anna, revision=1)

    assert Draft.objects.get().typed == {"body": ["<p>One, two</p>"]}
    assert (kept.draft.revision, kept.merged, kept.apart) == (2, False, False)
    assert Version.objects.filter(incident=story).count() == 1


def test_a_text_that_two_requests_begin_at_once_is_kept_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anna, story, key = factories.editor(), factories.story(), uuid.uuid4()
    keeping.keep(key, Place(story), {"body": ["<p>One</p>"]}, by=anna)
    look, looks = keeping.locked, iter([True])
    monkeypatch.setattr(
        keeping,
        "locked",
        lambda *given: None if next(looks, False) else look(*given),  # it was not there yet
    )

    kept = keeping.keep(key, Place(story), {"body": ["<p>One, two</p>"]}, by=anna)

    assert Draft.objects.get().typed == {"body": ["<p>One, two</p>"]}
    assert (kept.draft.key, kept.apart) == (key, False)


def test_keeping_the_same_text_again_changes_nothing() -> None:
    anna, story, key = factories.editor(), factories.story(), uuid.uuid4()
    typed = {"body": ["<p>One</p>"]}

    keeping.keep(key, Place(story), typed, by=anna)
    kept = keeping.keep(key, Place(story), typed, by=anna, revision=1)

    assert kept.draft.revision == 1


def test_half_a_form_is_kept_as_it_was_typed() -> None:
    anna, story = factories.editor(), factories.story()
    typed = {"body": ["<p>One"], "at": ["2017-02-"], "cites": ["999"]}

    kept = keeping.keep(uuid.uuid4(), Place(story), typed, by=anna)

    assert Draft.objects.get(pk=kept.draft.pk).typed == typed
    assert kept.draft.proposal is None


def test_an_empty_box_is_not_kept() -> None:
    with pytest.raises(Empty):
        keeping.keep(uuid.uuid4(), Place(factories.story()), {"body": [""]}, by=factories.editor())


def test_two_pages_at_one_draft_are_merged_by_sentence() -> None:
    anna, boris, story = factories.editor(), factories.editor("boris"), factories.story()
    key, place = uuid.uuid4(), Place(story)
    seen = {"body": ["<p>Seven are hurt. The road is shut.</p>"]}
    keeping.keep(key, place, seen, by=anna)

    one = {"body": ["<p>Nine are hurt. The road is shut.</p>"]}
    keeping.keep(key, place, one, by=anna, revision=1, seen=seen)
    two = {"body": ["<p>Seven are hurt. The road is open.</p>"]}
    kept = keeping.keep(key, place, two, by=boris, revision=1, seen=seen)

    assert kept.merged
    assert kept.draft.typed == {"body": ["<p>Nine are hurt. The road is open.</p>"]}


def test_two_changes_of_one_sentence_are_both_kept_apart() -> None:
    anna, story, key = factories.editor(), factories.story(), uuid.uuid4()
    place, seen = Place(story), {"body": ["<p>Seven are hurt.</p>"]}
    keeping.keep(key, place, seen, by=anna)
    keeping.keep(key, place, {"body": ["<p>Nine are hurt.</p>"]}, by=anna, revision=1, seen=seen)

    mine = {"body": ["<p>Seven are dead.</p>"]}
    kept = keeping.keep(key, place, mine, by=anna, revision=1, seen=seen)

    assert kept.apart
    bodies = set(Draft.objects.values_list("typed__body__0", flat=True))
    assert bodies == {"<p>Nine are hurt.</p>", "<p>Seven are dead.</p>"}


def test_what_somebody_else_replaces_stays_among_the_earlier_texts() -> None:
    anna, boris, story = factories.editor(), factories.editor("boris"), factories.story()
    key = uuid.uuid4()
    keeping.keep(key, Place(story), {"body": ["<p>Long and good.</p>"]}, by=anna)

    keeping.keep(key, Place(story), {"body": ["<p>x</p>"]}, by=boris, revision=1)

    earlier = DraftText.objects.get()
    assert (earlier.typed, earlier.by) == ({"body": ["<p>Long and good.</p>"]}, anna)


def test_a_draft_thrown_away_can_be_taken_back() -> None:
    anna = factories.editor()
    draft = draft_of(factories.story(), anna)

    keeping.discard(draft, by=anna)
    back = keeping.take_back(draft, by=anna)

    assert (back.state, back.typed) == (Draft.State.DRAFT, draft.typed)


def test_what_is_published_or_thrown_away_cannot_be_written_at() -> None:
    anna, story = factories.editor(), factories.story()
    out, away = draft_of(story, anna), draft_of(story, anna)
    outgoing.publish(out, by=anna)
    keeping.discard(away, by=anna)

    with pytest.raises(AlreadyPublished):
        keeping.keep(out.key, Place(story), {"body": ["x"]}, by=anna)
    with pytest.raises(NothingWritten):
        keeping.keep(away.key, Place(story), {"body": ["x"]}, by=anna)


def test_a_draft_belongs_to_its_story() -> None:
    anna = factories.editor()
    draft = draft_of(factories.story(), anna)

    with pytest.raises(Refused, match="another story"):
        keeping.keep(draft.key, Place(factories.story("B")), {"body": ["x"]}, by=anna)


def test_an_auditor_keeps_no_draft() -> None:
    auditor = factories.editor(role=Editor.Role.AUDITOR)

    with pytest.raises(NotAllowed):
        draft_of(factories.story(), auditor)
    assert not Draft.objects.exists()


def test_the_trail_says_who_began_and_who_joined_and_not_each_keystroke() -> None:
    anna, boris, story = factories.editor(), factories.editor("boris"), factories.story()
    draft = draft_of(story, anna)

    for turn, person in enumerate((anna, boris, boris, anna), start=1):
        typed = {"body": [f"<p>Turn {turn}</p>"]}
        keeping.keep(draft.key, Place(story), typed, by=person)

    acts = Event.objects.filter(subject=str(draft.key)).order_by("id")
    assert list(acts.values_list("verb", "by__username")) == [
        ("draft.begun", "anna"),
        ("draft.joined", "boris"),
    ]


def test_no_text_takes_the_place_of_an_act_that_waits_or_of_another_text() -> None:
    anna, story = factories.editor(), factories.story()
    act = act_draft(story, anna, Draft.Target.RETURNING, version=1)
    change = draft_of(story, anna, update=factories.update(story))

    for draft in (act, change):
        with pytest.raises(Refused, match="something else"):
            keeping.keep(draft.key, Place(story), {"body": ["<p>Slipped in.</p>"]}, by=anna)

    act.refresh_from_db()
    assert (act.revision, act.typed) == (1, {"note": ["It was right before."]})


def test_no_text_begins_from_a_version_that_does_not_exist_yet() -> None:
    anna, story = factories.editor(), factories.story()

    kept = keeping.keep(uuid.uuid4(), Place(story, base=99), {"body": ["<p>One</p>"]}, by=anna)

    assert kept.draft.base == 1
