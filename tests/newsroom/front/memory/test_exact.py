"""What is in memory is what Django would say now, whatever has happened."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident
from incidents.record.pages import shown
from tests import factories
from tests.newsroom.front.memory.acts import ACTS, Scene, scene
from tests.newsroom.front.memory.serving import Serving, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    with serving() as opened:
        yield opened


def warm(newsroom: Serving, addresses: list[str]) -> None:
    for address in addresses:
        newsroom.ask(address)


def stale(newsroom: Serving) -> list[str]:
    """The addresses of pages in memory that Django would answer otherwise."""
    return [
        entry.key.decode()
        for entry in newsroom.kept.entries()
        if newsroom.fresh(entry.key.decode()).body != entry.forms[0].body
    ]


def test_after_every_act_what_is_kept_is_what_is_true(newsroom: Serving) -> None:
    after_every_act(newsroom, lambda stage: stage.addresses)


@pytest.mark.fuzz
def test_after_every_act_pages_of_every_kind_are_true(newsroom: Serving) -> None:
    after_every_act(newsroom, lambda stage: stage.addresses + stage.more_addresses)


def after_every_act(newsroom: Serving, addresses: Callable[[Scene], list[str]]) -> None:
    stage = scene()

    for name, act in ACTS.items():
        warm(newsroom, addresses(stage))
        before = len(newsroom.kept)
        act(stage)
        newsroom.settle()

        assert len(newsroom.kept) < before, f"after {name}"
        assert stale(newsroom) == [], f"after {name}"


def test_an_act_leaves_alone_what_it_does_not_touch(newsroom: Serving) -> None:
    stage = scene()
    untouched = f"/news/{stage.lone.path}/"
    warm(newsroom, [f"{stage.base}/", untouched])

    factories.update(stage.now, "<p>Quiet again.</p>")
    newsroom.settle()

    assert newsroom.is_kept(untouched)
    assert not newsroom.is_kept(f"{stage.base}/")


def test_a_page_that_was_being_made_when_it_changed_is_not_kept(newsroom: Serving) -> None:
    story = factories.story()
    path = f"/news/{story.path}/"

    def change() -> None:
        newsroom.django.between = None
        done = threading.Thread(target=in_thread, args=[lambda: edited(story)])
        done.start()
        done.join()
        newsroom.settle()

    newsroom.django.between = change
    first = newsroom.ask(path)

    assert b"Another headline" not in first.body
    assert not newsroom.is_kept(path)
    assert b"Another headline" in newsroom.ask(path).body


def test_who_asks_after_a_change_does_not_share_what_was_begun_before(newsroom: Serving) -> None:
    story = factories.story()
    path = f"/news/{story.path}/"
    late: list[bytes] = []

    def change() -> None:
        newsroom.django.between = None
        done = threading.Thread(target=in_thread, args=[lambda: edited(story)])
        done.start()
        done.join()
        newsroom.settle()
        late.append(newsroom.ask(path).body)

    newsroom.django.between = change
    newsroom.ask(path)

    assert b"Another headline" in late[0]


@pytest.mark.parametrize("hears", [True, False])
def test_who_asks_at_the_same_time_waits_for_the_same_page(
    newsroom: Serving, *, hears: bool
) -> None:
    story = factories.story()
    path = f"/news/{story.path}/"
    newsroom.settle()
    if not hears:
        newsroom.lose()
    go_on = threading.Event()
    newsroom.django.between = lambda: (go_on.wait(60), None)[1]
    newsroom.django.asked.clear()
    bodies: list[bytes] = []
    asking = [
        threading.Thread(target=lambda: bodies.append(newsroom.ask(path).body)) for _ in range(8)
    ]
    for each in asking:
        each.start()
    newsroom.until(lambda: len(newsroom.server.server_state.tasks) == len(asking))

    go_on.set()
    for each in asking:
        each.join()

    assert len(set(bodies)) == 1
    assert newsroom.django.asked == [path]
    assert newsroom.is_kept(path) == hears


def test_an_address_that_a_story_had_leads_on_from_memory_to_the_one_it_has(
    newsroom: Serving,
) -> None:
    story = factories.story()
    old = f"/news/{story.path}/changes/"
    moved(story, "Calm returns")
    newsroom.settle()
    newsroom.ask(f"{old}?kind=correction&x=1")
    first = newsroom.ask(f"{old}?fbclid=x")
    newsroom.django.asked.clear()

    again = newsroom.ask(old)

    assert newsroom.django.asked == []
    assert again.status == first.status == 301
    assert again.headers["location"] == first.headers["location"] == f"{current(story)}changes/"

    moved(story, "At last")
    newsroom.settle()

    assert newsroom.ask(old).headers["location"] == f"{current(story)}changes/"


def test_what_is_true_until_a_moment_is_not_kept_longer(newsroom: Serving) -> None:
    story = factories.story()
    path = f"/news/{story.path}/"
    newsroom.settle()
    first = newsroom.ask(path)
    (entry,) = newsroom.kept.entries()
    entry.until = datetime.now(UTC).timestamp() - 1
    newsroom.django.asked.clear()

    again = newsroom.ask(path)

    assert first.body == again.body
    assert newsroom.django.asked == [path]


def test_a_page_with_open_comments_says_until_when_they_are_open(
    newsroom: Serving, settings: Settings
) -> None:
    settings.COMMENTS_CLOSE_DAYS = 3
    story = factories.story()
    newsroom.settle()

    newsroom.ask(f"/news/{story.path}/")

    (entry,) = newsroom.kept.entries()
    row = Incident.objects.get(pk=story.pk)
    assert row.version_at is not None
    assert entry.until == pytest.approx((row.version_at + timedelta(days=3)).timestamp())


def edited(story: Incident) -> None:
    edit = StoryEdit(headline="Another headline")
    editing.edit(Incident.objects.get(pk=story.pk), edit, by=None, note="Better.")


def moved(story: Incident, headline: str) -> None:
    edit = StoryEdit(headline=headline, move=True)
    editing.edit(Incident.objects.get(pk=story.pk), edit, by=None, note="Better.")


def current(story: Incident) -> str:
    return Incident.objects.get(pk=story.pk).get_absolute_url()


def in_thread(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connection.close()


def test_every_table_is_watched_or_told_of(newsroom: Serving) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers"
            " WHERE trigger_name LIKE 'told_%'"
        )
        told = {row[0] for row in cursor.fetchall()}

    assert told >= shown.WATCHED
