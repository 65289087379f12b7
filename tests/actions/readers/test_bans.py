"""A ban: from a mail address or a range of addresses, with an end, and knowing nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.actions.readers import bans, commenting, comments
from incidents.actions.readers.comments import Words
from incidents.actions.refusals import WrongValue
from incidents.models import Comment, CommentBan, CommentMode, Incident
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode(CommentMode.MODERATED, by=None)
    return factories.story()


def sent(incident: Incident, text: str = "I was there.") -> Comment:
    words = Words("Ani", "ani@example.org", text)
    return comments.send(incident, words, senders=("today", "yesterday"), network="range")


def test_who_is_banned_is_told_until_when_and_comes_back_afterwards(story: Incident) -> None:
    bans.ban(sent(story), kind="email", days=7, by=None)

    with pytest.raises(bans.Banned, match="until"):
        comments.send(
            story,
            Words("Other", " ANI@example.org", "Another range."),
            senders=("new", "-"),
            network="elsewhere",
        )
    CommentBan.objects.update(until=timezone.now())

    assert sent(story, "Back again").pk
    assert not CommentBan.objects.exists()


def test_a_range_is_banned_whatever_the_address(story: Incident) -> None:
    bans.ban(sent(story), kind="network", days=30, reason="Flood", by=None)

    with pytest.raises(bans.Banned):
        comments.send(
            story, Words("Bo", "bo@example.org", "Hello."), senders=("new", "-"), network="range"
        )


def test_a_ban_knows_nobody(story: Incident) -> None:
    bans.ban(sent(story), kind="email", days=7, by=None)

    held = CommentBan.objects.values().get()

    assert "ani" not in str(held).lower()


@pytest.mark.parametrize(
    ("kind", "days"), [("network", 31), ("email", 366), ("email", 0), ("cookie", 7)]
)
def test_a_ban_has_an_end_and_a_kind(story: Incident, kind: str, days: int) -> None:
    with pytest.raises(WrongValue):
        bans.ban(sent(story), kind=kind, days=days, by=None)


def test_what_is_forgotten_cannot_be_banned(story: Incident) -> None:
    comment = sent(story)
    comments.withdraw(comment)
    comment.refresh_from_db()

    with pytest.raises(WrongValue, match="no longer known"):
        bans.ban(comment, kind="email", days=7, by=None)


def test_a_second_ban_moves_the_end_and_a_lifted_one_is_gone(story: Incident) -> None:
    comment = sent(story)
    bans.ban(comment, kind="email", days=7, by=None)
    bans.ban(comment, kind="email", days=30, by=None)
    held = CommentBan.objects.get()

    bans.lift(held, by=None)

    assert held.until > timezone.now() + timedelta(days=29)
    assert sent(story, "Again").pk
