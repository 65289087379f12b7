"""A reader's comment: taken in within limits, decided about, and gone when somebody wants that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.readers import bans, commenting, comments
from incidents.actions.readers.comments import CommentsClosed, Words
from incidents.actions.readers.limits import TooMany
from incidents.actions.refusals import NotAllowed, NothingWritten, TooLong, WrongValue
from incidents.actions.stories import lifecycle
from incidents.models import (
    Byline,
    Comment,
    CommentMode,
    Editor,
    Event,
    House,
    Incident,
    Purge,
    Version,
)
from tests import factories

pytestmark = pytest.mark.django_db

SENDERS = ("today", "yesterday")
WORDS = Words(name="Ani", email="ani@example.org", text="I was there.")


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode(CommentMode.MODERATED, by=None)
    return factories.story()


def sent(incident: Incident, text: str = "I was there.", **given: object) -> Comment:
    words = Words(name=str(given.pop("name", "Ani")), email="ani@example.org", text=text)
    values: dict[str, object] = {"senders": SENDERS, "network": "range"}
    return comments.send(incident, words, **(values | given))  # type: ignore[arg-type]


def test_a_moderated_comment_waits_and_is_plain_text(story: Incident) -> None:
    comment = sent(story, "One.\r\n\r\n\r\n <b>Two</b>\x00 ")

    assert comment.text == "One.\n\n<b>Two</b>"
    assert comment.state == Comment.State.WAITING


def test_an_open_story_shows_a_comment_at_once_but_not_one_with_an_address(story: Incident) -> None:
    commenting.set_comment_mode_of(story, CommentMode.OPEN, by=None)

    plain = sent(Incident.objects.get(pk=story.pk), "Plain words.")
    linked = sent(Incident.objects.get(pk=story.pk), "See www.example.org")

    assert plain.state == Comment.State.APPROVED
    assert linked.state == Comment.State.WAITING


def test_comments_are_off_until_somebody_turns_them_on() -> None:
    with pytest.raises(CommentsClosed):
        sent(factories.story())


def test_no_comment_makes_a_version(story: Incident) -> None:
    before = Version.objects.count()

    comment = sent(story)
    comments.decide([comment.pk], "approved", by=None)
    comments.withdraw(comment)

    assert Version.objects.count() == before


def test_a_draft_a_retracted_and_an_old_story_take_none(
    story: Incident, settings: Settings
) -> None:
    lifecycle.retract(story, by=None, note="Wrong.")
    settings.COMMENTS_CLOSE_DAYS = 3
    old = factories.story("Old")
    Incident.objects.filter(pk=old.pk).update(version_at=timezone.now() - timedelta(days=4))

    for shut in (*Incident.objects.all(), factories.draft()):
        with pytest.raises(CommentsClosed):
            sent(shut)


def test_a_story_of_long_ago_takes_comments_where_none_closes(
    story: Incident, settings: Settings
) -> None:
    settings.COMMENTS_CLOSE_DAYS = 0
    Incident.objects.update(version_at=timezone.now() - timedelta(days=4000))

    assert sent(Incident.objects.get(pk=story.pk)).pk


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, NothingWritten),
        ({"text": "\x00 \n"}, NothingWritten),
        ({"text": "x" * 3001}, TooLong),
        ({"name": "x" * 61}, TooLong),
        ({"name": "night DESK"}, WrongValue),
        ({"name": "Night\u200b De\u00adsk"}, WrongValue),
        ({"name": "\u2060Night\u00a0Desk\u200d"}, WrongValue),
        ({"name": "\uff2eight Desk"}, WrongValue),
        ({"name": "The NEWSROOM"}, WrongValue),
    ],
)
def test_what_cannot_stand_is_refused(
    story: Incident, given: dict[str, str], refusal: type[Exception], settings: Settings
) -> None:
    settings.SITE_NAME = "The Newsroom"
    Byline.objects.create(name="Night Desk", slug="night-desk")

    with pytest.raises(refusal):
        sent(story, **given)


def test_the_same_words_are_taken_once(story: Incident) -> None:
    sent(story)

    with pytest.raises(WrongValue, match="already"):
        sent(story)


def test_the_sixth_comment_in_ten_minutes_has_to_wait_also_after_a_withdrawal(
    story: Incident,
) -> None:
    for number in range(comments.SHORT_LIMIT):
        comments.withdraw(sent(story, f"Comment {number}"))

    with pytest.raises(TooMany) as refused:
        sent(story, "One more")

    assert 590 < refused.value.seconds <= 601
    assert sent(story, "Another reader", senders=("else", "-")).pk


def test_a_story_takes_so_many_in_an_hour(story: Incident) -> None:
    for number in range(comments.STORY_LIMIT):
        sent(story, f"Comment {number}", senders=(f"reader {number}", "-"))

    with pytest.raises(TooMany, match="Many readers"):
        sent(story, "One more", senders=("reader", "-"))


def test_many_are_decided_at_once_and_each_leaves_an_event_without_words(story: Incident) -> None:
    anna = factories.editor()
    rows = [sent(story, f"Comment {number}") for number in range(3)]

    changed = comments.decide([row.pk for row in rows], "approved", by=anna)
    again = comments.decide([row.pk for row in rows], "approved", by=anna)

    events = Event.objects.filter(verb="comment.approved", by=anna)
    assert (changed, again) == (3, 0)
    assert {event.subject for event in events} == {f"comment-{row.pk}" for row in rows}
    assert set(Comment.objects.values_list("state", "decided_by")) == {("approved", anna.pk)}


def test_caches_are_told_when_readers_see_a_difference_and_only_then(
    story: Incident, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = "http://cache.example/purge"
    comment = sent(story)
    Purge.objects.all().delete()

    comments.decide([comment.pk], "spam", by=None)
    unseen = Purge.objects.count()
    comments.decide([comment.pk], "approved", by=None)
    comments.decide([comment.pk], "rejected", by=None)

    assert (unseen, Purge.objects.count()) == (0, 2)


def test_nothing_is_kept_for_caches_where_there_is_none(story: Incident) -> None:
    Purge.objects.all().delete()

    comments.decide([sent(story).pk], "approved", by=None)

    assert not Purge.objects.exists()


@pytest.mark.parametrize("role", [Editor.Role.CONTRIBUTOR, Editor.Role.AUDITOR])
def test_who_does_not_publish_decides_nothing(story: Incident, role: str) -> None:
    comment, reader = sent(story), factories.editor("no", role=role)

    for act in (
        lambda: comments.decide([comment.pk], "approved", by=reader),
        lambda: bans.ban(comment, kind="email", days=1, by=reader),
        lambda: commenting.set_comment_mode_of(story, "open", by=reader),
        lambda: commenting.set_comment_mode("open", by=reader),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_unknown_state_is_refused(story: Incident) -> None:
    with pytest.raises(WrongValue):
        comments.decide([sent(story).pk], "waiting", by=None)


def test_what_is_deleted_is_empty_and_stays_deleted(story: Incident) -> None:
    comment = sent(story)
    comments.decide([comment.pk], "approved", by=None)

    comments.withdraw(comment)
    changed = comments.decide([comment.pk], "approved", by=None)

    comment.refresh_from_db()
    told = (comment.state, comment.name, comment.email, comment.text, comment.network)
    assert changed == 0
    assert told == ("deleted", "", "", "", "")
    assert Event.objects.filter(verb="comment.withdrawn").exists()


def test_the_database_keeps_nothing_of_a_deleted_comment(story: Incident) -> None:
    comment = sent(story)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(state="deleted")


def test_what_was_kept_long_enough_is_erased(story: Incident, settings: Settings) -> None:
    settings.COMMENT_EMAIL_DAYS = 30
    rows = [sent(story, f"Comment {number}") for number in range(3)]
    comments.decide([rows[0].pk], "approved", by=None)
    comments.decide([rows[1].pk], "spam", by=None)
    Comment.objects.update(sent_at=timezone.now() - timedelta(days=31))
    young = sent(story, "Young", senders=("young", "-"))

    comments.forget()

    left = list(Comment.objects.order_by("id").values_list("state", "name", "email", "network"))
    assert left == [
        ("approved", "Ani", "", ""),
        ("deleted", "", "", ""),
        ("waiting", "Ani", "", ""),
        ("waiting", "Ani", young.email, "range"),
    ]


def test_a_story_goes_back_to_the_rule_of_the_newsroom(story: Incident) -> None:
    commenting.set_comment_mode_of(story, CommentMode.OFF, by=None)
    with pytest.raises(CommentsClosed):
        sent(Incident.objects.get(pk=story.pk))

    commenting.set_comment_mode_of(story, "", by=None)

    assert sent(Incident.objects.get(pk=story.pk)).pk


def test_no_other_rule_is_known(story: Incident) -> None:
    for act in (
        lambda: commenting.set_comment_mode("loud", by=None),
        lambda: commenting.set_comment_mode_of(story, "loud", by=None),
    ):
        with pytest.raises(WrongValue):
            act()

    assert House.current().comment_mode == CommentMode.MODERATED
