"""After nobody listened for a while, what is in memory is checked, and only what moved goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from incidents.actions.house import purges, rules, topics
from incidents.actions.inputs import StoryEdit
from incidents.actions.readers import comments
from incidents.actions.readers.comments import Words
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing
from incidents.live import asides
from incidents.models import Aside, Comment, Topic
from tests import factories
from tests.newsroom.front.memory.acts import SECRET, Scene, scene
from tests.newsroom.front.memory.serving import Serving, serving

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[Scene], object]


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    with serving() as opened:
        yield opened


@pytest.fixture
def stage(newsroom: Serving) -> Scene:
    made = scene()
    newsroom.settle()
    for address in (*made.addresses, f"/news/{made.lone.path}/comments/"):
        newsroom.ask(address)
    newsroom.heard.clear()
    return made


def kept(newsroom: Serving) -> set[str]:
    return {entry.key.decode() for entry in newsroom.kept.entries()}


def stale(newsroom: Serving) -> list[str]:
    """The addresses of pages in memory that Django would answer otherwise."""
    return [
        entry.key.decode()
        for entry in newsroom.kept.entries()
        if newsroom.fresh(entry.key.decode()).body != entry.forms[0].body
    ]


def story(stage: Scene) -> str:
    return f"{stage.base}/"


def lone(stage: Scene) -> str:
    return f"/news/{stage.lone.path}/"


def test_one_killed_connection_costs_no_page(newsroom: Serving, stage: Scene) -> None:
    before = kept(newsroom)

    newsroom.cut()
    newsroom.until(lambda: "unseen" in newsroom.heard and newsroom.listener.certain)

    assert kept(newsroom) == before
    assert len(before) > len(stage.addresses) - 2
    assert stale(newsroom) == []


def approve(stage: Scene) -> None:
    comments.send(stage.now, Words("Ani", "ani@mail.example", "I was there."), senders=("a", "b"))
    comments.decide([row.pk for row in Comment.objects.all()], "approved", by=None)


ACTS: dict[str, tuple[Act, Callable[[Scene], str], Callable[[Scene], str]]] = {
    "a version": (
        lambda stage: editing.edit(stage.now, StoryEdit(headline="Anew"), by=None, note="Better."),
        story,
        lone,
    ),
    "a comment": (
        approve,
        story,
        lone,
    ),
    "a topic": (
        lambda _stage: topics.edit(
            Topic.objects.get(name="Border"), by=None, note="What it is.", description="A line."
        ),
        lambda _stage: "/topics/border/",
        lone,
    ),
    "the dial": (
        lambda _stage: rules.set_live_interval(33, by=None),
        lambda stage: f"{stage.base}/changes/after/2",
        lambda _stage: "/topics/border/",
    ),
    "a redaction": (
        lambda stage: redact(
            Removal(Terms([SECRET])), category="privacy", note="A person asked.", by=stage.chief
        ),
        lone,
        lambda _stage: "",
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_changed_while_nobody_listened_goes(
    newsroom: Serving, stage: Scene, name: str
) -> None:
    act, touched, untouched = ACTS[name]
    newsroom.lose()

    act(stage)
    served = newsroom.ask(touched(stage))
    newsroom.ask("/corrections/")
    newsroom.find_again()

    assert served.status == 200
    assert touched(stage) not in kept(newsroom)
    assert "/corrections/" not in kept(newsroom)
    assert not untouched(stage) or untouched(stage) in kept(newsroom)
    assert stale(newsroom) == []


@contextmanager
def told_and_open(newsroom: Serving, tag: str) -> Iterator[None]:
    """A transaction of somebody else that has told something and not ended."""
    with psycopg.connect(newsroom.conninfo) as other:
        other.execute("SELECT incidents_tell(%s)", [tag])
        yield


def test_who_began_first_and_ended_last_is_heard(newsroom: Serving) -> None:
    with told_and_open(newsroom, "comments:early"):
        newsroom.settle()
        assert "comments:early" not in newsroom.heard
        newsroom.lose()

    newsroom.find_again()

    assert "comments:early" in newsroom.heard


def test_what_was_heard_is_not_told_again(newsroom: Serving) -> None:
    with told_and_open(newsroom, "comments:open"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT incidents_tell('comments:ended')")
        newsroom.settle()
        newsroom.heard.clear()

        newsroom.cut()
        newsroom.until(lambda: "unseen" in newsroom.heard and newsroom.listener.certain)

        assert newsroom.heard == {"unseen"}


def test_what_was_taken_back_is_never_told(newsroom: Serving) -> None:
    with psycopg.connect(newsroom.conninfo) as other:
        other.execute("SELECT incidents_tell('comments:none')")
        other.rollback()

    newsroom.settle()

    assert "comments:none" not in newsroom.heard


def test_a_notification_that_was_lost_is_made_good_by_the_next(newsroom: Serving) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incidents_aside (transaction, tags, at)"
            " VALUES (pg_current_xact_id()::text::bigint, 'comments:silent', clock_timestamp())"
        )

    newsroom.settle()

    assert "comments:silent" in newsroom.heard


@pytest.mark.parametrize("of", ["another cluster", "an older state", "the day before yesterday"])
def test_what_cannot_be_checked_is_let_go(newsroom: Serving, stage: Scene, of: str) -> None:
    newsroom.lose()
    seen = newsroom.listener._seen
    assert seen is not None
    newsroom.listener._seen = {
        "another cluster": asides.Moment(seen.snapshot, "other", seen.written, seen.at),
        "an older state": asides.Moment(seen.snapshot, seen.cluster, seen.written + 2**40, seen.at),
        "the day before yesterday": asides.Moment(
            seen.snapshot, seen.cluster, seen.written, seen.at - 2 * 86_400
        ),
    }[of]

    newsroom.find_again()

    assert "*" in newsroom.heard
    assert story(stage) not in kept(newsroom)


def test_too_much_at_once_is_said_in_a_word(newsroom: Serving, stage: Scene) -> None:
    newsroom.lose()
    Aside.objects.bulk_create(
        Aside(transaction=2**40 + place, tags=f"comments:{place}", at="2017-02-25T08:00Z")
        for place in range(asides.MOST_ROWS + 1)
    )

    newsroom.find_again()

    assert "*" in newsroom.heard
    assert story(stage) not in kept(newsroom)


def test_names_of_outlets_stand_nowhere_in_what_is_told(newsroom: Serving, stage: Scene) -> None:
    newsroom.ask("/sources/agency/")
    assert "/sources/agency/" in kept(newsroom)

    editing.edit(stage.now, StoryEdit(sources=[]), by=None, kind="correction", note="None.")
    newsroom.settle()

    assert "/sources/agency/" not in kept(newsroom)
    assert not Aside.objects.filter(tags__contains="agency").exists()


def test_an_ordinary_update_writes_nothing_beside_the_ledger(
    newsroom: Serving, stage: Scene
) -> None:
    before = Aside.objects.count()

    factories.update(stage.now, "<p>Quiet again.</p>", at=factories.MORNING)

    assert Aside.objects.count() == before


def test_what_was_told_is_kept_for_twice_as_long_as_it_is_relied_on(newsroom: Serving) -> None:
    newsroom.settle()
    now = timezone.now()
    for days in (0, 1, 3):
        at = now - timedelta(days=days)
        Aside.objects.create(transaction=1, tags=f"comments:{days}", at=at)

    purges.forget_asides()

    left = set(Aside.objects.filter(transaction=1).values_list("tags", flat=True))
    assert left == {"comments:0", "comments:1"}
    assert purges.ASIDES_KEPT.total_seconds() >= 2 * asides.REMEMBERED
