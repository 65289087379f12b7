"""What a story goes through: published, edited, moved, ended, retracted and restored."""

from datetime import date

import pytest

from incidents import record
from incidents.actions.house import topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.refusals import (
    AlreadyPublished,
    AlreadyRetracted,
    IncidentIsRetracted,
    KindNeeded,
    NotRetracted,
    Refused,
    StaleBase,
    TooLong,
    UnknownSource,
    WrongAddress,
    WrongRelation,
    WrongStatus,
    WrongValue,
)
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Address, Incident, Source
from incidents.record.pages import StoryPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_live_in_its_first_version() -> None:
    draft = factories.draft("Shots heard", topics=topics.named(["Border"], by=None))

    story = lifecycle.publish(draft, by=factories.editor())

    page = record.of(story)
    assert (page.version, page.status, page.changes[0].kind) == (1, "live", "first")
    assert (page.path, page.changes[0].byline) == ("/news/2017/02/25/shots-heard", "Anna Editor")
    assert [topic.name for topic in page.topics] == ["Border"]


def test_one_edit_of_many_parts_is_one_version_of_the_first_kind_that_applies() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Seven.</p>")
    edit = StoryEdit(
        headline="A new headline",
        sources=[SourceText(outlet="Agency")],
        topics=topics.named(["Border"], by=None),
        updates={update.pk: UpdateText(body="<p>Nine.</p>")},
    )

    editing.edit(story, edit, by=None, kind="correction", note="The figure was wrong.")

    change = _page(story).changes[-1]
    assert (change.number, change.kind) == (3, "correction")
    assert set(change.pieces) == {"headline", "source-1", "topics", "update-1"}


def test_published_text_does_not_change_without_a_kind() -> None:
    story = factories.story()

    with pytest.raises(KindNeeded):
        editing.edit(story, StoryEdit(lead="<p>Other.</p>"), by=None, note="Why")
    with pytest.raises(KindNeeded):
        editing.edit(story, StoryEdit(lead="<p>Other.</p>"), by=None, kind="update", note="Why")

    assert _page(story).version == 1


def test_a_moved_story_is_found_at_every_address_it_ever_had() -> None:
    story = factories.story("First words")
    _rename(story, "Second words")
    other = factories.story("First words")
    _rename(story, "First words")

    page = _page(story)
    assert page.path == "/news/2017/02/25/first-words"
    assert record.of(other).path == "/news/2017/02/25/first-words-2"
    assert record.current_path("/news/2017/02/25/second-words") == page.path
    assert Address.objects.filter(incident=story).count() == 2


def test_a_changed_date_is_a_changed_address_and_times_print_anew() -> None:
    story = factories.story("Shots")
    factories.update(story, at=factories.MORNING)
    edit = StoryEdit(date=date(2017, 2, 24), time_zone="Asia/Baku")

    editing.edit(story, edit, by=None, note="It began a day earlier.")

    page = _page(story)
    assert page.path == "/news/2017/02/24/shots"
    assert (page.updates[0].printed, page.updates[0].printed_date) == (
        "1200 UTC+4",
        "25 February 2017",
    )


def test_a_retracted_story_leaves_a_tombstone_and_comes_back() -> None:
    story = factories.story("Canary", lead="<p>Canary lead.</p>")
    factories.update(story, "<p>Canary body.</p>")

    lifecycle.retract(story, by=None, note="It did not happen.")
    tombstone = _page(story)

    assert tombstone.retracted
    assert tombstone.retraction_reason == "It did not happen."
    assert (tombstone.updates, tombstone.lead_html, tombstone.related) == ((), "", ())
    assert "Canary body" not in tombstone.article
    with pytest.raises(IncidentIsRetracted):
        editing.edit(story, StoryEdit(headline="x"), by=None, note="x")
    with pytest.raises(AlreadyRetracted):
        lifecycle.retract(story, by=None, note="Again.")
    lifecycle.restore(story, by=None, note="It did.")
    assert _page(story).updates[0].html == "<p>Canary body.</p>"


def test_a_story_ends_and_is_reopened() -> None:
    story = factories.story()

    lifecycle.end(story, by=None, status_line="The talks are over.")
    ended = _page(story)
    lifecycle.reopen(story, by=None, status_line="")

    assert (ended.status, ended.status_line) == ("ended", "The talks are over.")
    assert (_page(story).status, _page(story).version) == ("live", 3)
    with pytest.raises(WrongStatus):
        lifecycle.reopen(story, by=None)
    with pytest.raises(NotRetracted):
        lifecycle.restore(story, by=None, note="x")
    with pytest.raises(AlreadyPublished):
        lifecycle.publish(story, by=None)
    with pytest.raises(AlreadyPublished):
        lifecycle.discard(story, by=None)


def test_a_discarded_draft_is_gone() -> None:
    draft = factories.draft()

    lifecycle.discard(draft, by=None)

    assert not Incident.objects.exists()


def test_a_stale_base_counts_for_the_touched_piece_alone() -> None:
    story = factories.story()
    editing.edit(story, StoryEdit(headline="Theirs"), by=None, note="Better.")

    editing.edit(story, StoryEdit(lead="<p>Mine.</p>"), by=None, kind="addition", note="M.", base=1)
    with pytest.raises(StaleBase):
        editing.edit(story, StoryEdit(headline="Mine"), by=None, note="Mine.", base=1)

    assert _page(story).headline == "Theirs"


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        (StoryEdit(headline=" "), Refused),
        (StoryEdit(lead="x" * 250_001), TooLong),
        (StoryEdit(headline="x" * 2001), TooLong),
        (StoryEdit(time_zone="Mars/Olympus"), WrongValue),
        (StoryEdit(language="not a tag"), WrongValue),
        (StoryEdit(sources=[SourceText(outlet="")]), Refused),
        (StoryEdit(sources=[SourceText(outlet="A", id=77)]), UnknownSource),
        (StoryEdit(sources=[SourceText(outlet="A", url="javascript:alert(1)")]), WrongAddress),
        (StoryEdit(sources=[SourceText(outlet="A" * 501)]), TooLong),
        (StoryEdit(related=[RelatedChoice()]), WrongRelation),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_nothing_is_done(
    edit: StoryEdit, refusal: type[Refused]
) -> None:
    story = factories.story()

    with pytest.raises(refusal) as raised:
        editing.edit(story, edit, by=None, note="Why.")

    assert str(raised.value).endswith((".", "”"))
    assert _page(story).version == 1
    assert not Source.objects.exists()


def test_bylines_follow_the_persons_choice_and_never_name_the_account() -> None:
    story = factories.story()
    anna = factories.editor("secret-login", byline_mode="pseudonym", pseudonym="A. Writer")
    desk = factories.editor("other-login", byline_mode="desk")

    updates.post(story, UpdateText(body="One."), by=anna)
    updates.post(story, UpdateText(body="Two."), by=desk)

    changes = _page(story).changes
    assert [change.byline for change in changes[1:]] == ["A. Writer", "Desk"]
    assert "login" not in repr(_page(story))


def _rename(story: Incident, headline: str) -> None:
    edit = StoryEdit(headline=headline, move=True)
    editing.edit(story, edit, by=None, note="A better headline.")


def _again(story: Incident) -> Incident:
    return Incident.objects.get(pk=story.pk)


def _page(story: Incident) -> StoryPage:
    return record.of(_again(story))
