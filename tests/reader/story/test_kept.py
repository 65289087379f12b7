"""A page put together from what was kept reads as one for which nothing was."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from incidents.models import Incident
from incidents.reader.parts import rows
from incidents.record.stories import standing
from incidents.text.fragments import memory
from incidents.text.fragments.memory import Memory
from tests import factories
from tests.newsroom.front.memory.acts import ACTS, SECRET, Scene, scene

pytestmark = pytest.mark.django_db

AT_ONCE = 6
"""Acts between two looks: enough for each kind to meet fragments of those before."""


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def addresses(stage: Scene) -> list[str]:
    """The pages that are put together of fragments."""
    base, newest = stage.base, stage.now.version_number
    after = [f"{base}/changes/after/{number}" for number in (0, newest - 1)]
    other = Incident.objects.get(pk=stage.other.pk)
    return [f"{base}/", f"{base}/updates/2/", *after, f"/news/{other.path}/"]


def differ(client: Client, stage: Scene) -> list[str]:
    """The addresses of pages that read otherwise when nothing was kept."""
    told = {address: read(client, address) for address in addresses(stage)}
    memory.forget()
    return [address for address, html in told.items() if read(client, address) != html]


def test_after_every_act_what_was_kept_makes_the_page_that_would_be_made_anew(
    client: Client,
) -> None:
    stage = scene()

    for place, (name, act) in enumerate(ACTS.items()):
        act(stage)
        if place % AT_ONCE:
            [read(client, address) for address in addresses(stage)]
        else:
            assert differ(client, stage) == [], f"after {name}"
    assert differ(client, stage) == []


def test_one_more_update_has_no_other_one_rendered_or_read(client: Client) -> None:
    story = factories.long_story(9)
    address = f"/news/{story.path}/"
    read(client, address)
    before = made_of(address)

    factories.update(story, "<p>One more.</p>")
    read(client, address)

    after = made_of(address)
    assert [number for number in after if after[number] is not before.get(number)] == [10]
    here = standing.KEPT.get(story.pk)
    assert here is not None
    assert here.number == Incident.objects.get(pk=story.pk).version_number


def made_of(address: str) -> Mapping[int, object]:
    """The updates on a page, each with the rows that were made of it."""
    (made,) = (
        things for key, things in rows.KEPT.things().items() if key[0] == address.rstrip("/")
    )
    return made


def test_a_redaction_leaves_nothing_of_the_words_in_memory(client: Client) -> None:
    stage = scene()
    lone = f"/news/{stage.lone.path}/"
    assert SECRET in read(client, lone)
    read(client, f"{stage.base}/")

    ACTS["a redaction"](stage)
    after = read(client, lone)

    assert SECRET not in after
    held = [repr(each.things()) for each in memory.EVERY]
    assert not any(SECRET in things for things in held)


def test_a_redaction_is_noticed_where_the_story_was_not_kept_any_more(client: Client) -> None:
    stage = scene()
    lone = f"/news/{stage.lone.path}/"
    assert SECRET in read(client, lone)
    standing.KEPT.forget()

    ACTS["a redaction"](stage)
    read(client, lone)

    held = [repr(each.things()) for each in memory.EVERY]
    assert not any(SECRET in things for things in held)


def test_the_same_fragments_in_another_language_are_others(client: Client) -> None:
    story = factories.long_story(3)
    address = f"/news/{story.path}/"
    english = read(client, address)

    with translation.override("de"):
        once = read(client, address)
        memory.forget()
        again = read(client, address)

    assert once == again
    assert read(client, address) == english


def test_a_setting_that_changes_is_seen(client: Client, settings: Settings) -> None:
    story = factories.long_story(3)
    address = f"/news/{story.path}/"
    read(client, address)

    settings.SITE_NAME = "The Other Newsroom"

    assert "The Other Newsroom" in read(client, address)


def test_a_story_that_took_another_way_is_read_anew(client: Client) -> None:
    """As after a backup was brought back: the versions do not follow on those that were kept."""
    story = factories.long_story(3)
    address = f"/news/{story.path}/"
    page = read(client, address)
    here = standing.KEPT.get(story.pk)
    assert here is not None
    other = replace(here, number=here.number - 1, hash="0" * 64, pieces={})
    standing.KEPT.keep(story.pk, other, 1)

    assert read(client, address) == page


def test_a_memory_holds_no_more_than_it_may() -> None:
    held: Memory[str] = Memory(100)
    for number in range(10):
        held.keep(number, "x", 30)
        held.get(0)

    assert held.held <= 100
    assert (held.get(0), held.get(9), held.get(5)) == ("x", "x", None)
    memory.EVERY.remove(held)  # type: ignore[arg-type]
