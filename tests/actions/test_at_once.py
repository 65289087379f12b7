"""Many editors at once: no gap, no double, no deadlock, and positions in the order of commits."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import close_old_connections, connection, connections

from incidents.actions.house import topics
from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Byline, Incident, LedgerHead, Topic, Update, Version
from tests import factories

WRITERS = 32


def _at_once(acts: list[Callable[[], object]]) -> None:
    """Start all acts at the same moment, each in a thread and connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait(timeout=120)
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        for done in [threads.submit(run, act) for act in acts]:
            done.result(timeout=120)
    close_old_connections()


@pytest.mark.django_db(transaction=True)
def test_thirty_two_writers_to_one_story_leave_no_gap_and_no_double() -> None:
    story = factories.story()

    def post() -> None:
        for _ in range(3):
            updates.post(story, UpdateText(body="<p>At once.</p>"), by=None)

    _at_once([post] * WRITERS)

    numbers = Update.objects.order_by("number").values_list("number", flat=True)
    versions = Version.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 3 * WRITERS + 1))
    assert list(versions) == list(range(1, 3 * WRITERS + 2))
    assert Incident.objects.get(pk=story.pk).update_counter == 3 * WRITERS


@pytest.mark.django_db(transaction=True)
def test_acts_on_many_stories_and_on_all_of_them_do_not_lock_each_other_out() -> None:
    topic = topics.create("Border", by=None)
    stories = [factories.story(f"Story {n}", topics=[topic]) for n in range(6)]

    def post(story: Incident) -> Callable[[], object]:
        return lambda: [
            updates.post(story, UpdateText(body="<p>More.</p>"), by=None) for _ in range(4)
        ]

    def rename(name: str) -> Callable[[], object]:
        return lambda: [
            topics.edit(topic, by=None, note="A better name.", public_name=f"{name} {n}")
            for n in range(4)
        ]

    _at_once([*map(post, stories), rename("Frontier"), rename("Line of contact")])

    positions = list(Version.objects.order_by("pk").values_list("pk", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    assert LedgerHead.objects.get().position == len(positions)
    assert Topic.objects.get().printed_name.endswith(" 3")


@pytest.mark.django_db(transaction=True)
def test_a_follower_who_reads_by_position_misses_nothing() -> None:
    stories = [factories.story(f"Story {n}") for n in range(4)]
    finished = threading.Event()
    seen: list[int] = []

    def follow() -> None:
        while True:
            last_round = finished.is_set()
            latest = seen[-1] if seen else 0
            rows = Version.objects.filter(pk__gt=latest).order_by("pk")
            seen.extend(rows.values_list("pk", flat=True))
            if last_round:
                break
        connection.close()

    def post(story: Incident) -> Callable[[], object]:
        return lambda: [
            updates.post(story, UpdateText(body="<p>More.</p>"), by=None) for _ in range(8)
        ]

    follower = threading.Thread(target=follow)
    follower.start()
    _at_once([post(story) for story in stories])
    finished.set()
    follower.join(timeout=120)

    assert seen == list(Version.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_people_may_sign_for_the_first_time_at_the_same_moment() -> None:
    stories = [factories.story(f"Story {number}") for number in range(6)]
    people = [factories.editor(f"person-{number}") for number in range(6)]

    def sign(number: int) -> None:
        updates.post(stories[number], UpdateText(body="<p>News.</p>"), by=people[number])

    _at_once([partial(sign, number) for number in range(6)])

    assert Byline.objects.get().versions.count() == 6
