"""An open page that takes in every change reads as a fresh one, part by part, byte for byte."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from incidents.actions.house import topics
from incidents.actions.house.notice import set_verification_notice
from incidents.actions.inputs import (
    RelatedChoice,
    SourceText,
    StoryEdit,
    SummaryLine,
    UpdateText,
)
from incidents.actions.stories import (
    editing,
    highlighting,
    lifecycle,
    media,
    updates,
    versions,
)
from incidents.models import Incident, Medium, Update
from incidents.text.sanitise import plain
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.media_texts import image, post
from tests.reader.story.open_page import assert_as_fresh, opened, story_of

pytestmark = pytest.mark.django_db

Act = Callable[[Incident], object]

BODY = "<p>The gauge at the old bridge reads 4.2 metres, says Ann Gauge.</p>"
NOTE = "Somebody called us."


def flood() -> Incident:
    """A story in which everything that a page can show is there, pinned and summed up."""
    story = factories.story(
        "Dam gates open",
        topics=topics.named(["River", "Dam"], by=None),
        sources=[SourceText(outlet="Valley Radio"), SourceText(outlet="River Authority")],
        captions=["The gates at dawn"],
        authors="Ann Author",
        topic_line="The flood",
    )
    factories.story("An older flood", topics=[*story.topics.all()])
    cites = [story.sources.get(number=2).pk]
    for number in range(1, 5):
        factories.update(story, BODY, headline=f"Hour {number}", cites=cites)
    media.add(story, image(alt="The gates."), by=None)
    media.add(story, post(), by=None)
    updates.edit(the(story, 3), UpdateText(media=[1]), by=None, note="A picture.")
    editing.edit(story, StoryEdit(lead_media=[2]), by=None, note="A post.")
    highlighting.pin(the(story, 2), by=None)
    highlighting.mark_key_event(the(story, 1), by=None)
    lines = [SummaryLine("The gates are open.", (1, 2)), SummaryLine("Nobody is hurt.")]
    highlighting.summarise(again(story), lines, by=None, note="So far.")
    updates.retract(the(story, 4), by=None, note="Hour 4 was wrong.")
    return again(story)


def the(story: Incident, number: int) -> Update:
    return Update.objects.get(incident=story, number=number)


def again(story: Incident) -> Incident:
    return Incident.objects.get(pk=story.pk)


def change(**fields: object) -> Act:
    """A change of the story's own."""
    kind = str(fields.pop("kind", ""))
    edit = StoryEdit(**fields)  # type: ignore[arg-type]
    return lambda story: editing.edit(again(story), edit, by=None, kind=kind, note=NOTE)


def edited(number: int, kind: str, **fields: object) -> Act:
    text = UpdateText(**fields)  # type: ignore[arg-type]
    return lambda story: updates.edit(the(story, number), text, by=None, kind=kind, note=NOTE)


def turned_round(story: Incident) -> Incident:
    """The sources in another order: what cites them names other numbers."""
    rows = [SourceText(outlet=row.outlet, id=row.pk) for row in story.sources.order_by("-number")]
    return editing.edit(again(story), StoryEdit(sources=rows), by=None, note=NOTE)


def recaptioned(story: Incident) -> Medium:
    medium = Medium.objects.get(incident=story, number=1)
    return media.edit(medium, image(alt="The gates, wide open."), by=None, note=NOTE)


def away_and_back(story: Incident) -> Incident:
    lifecycle.retract(again(story), by=None, note="It was another dam.")
    return lifecycle.restore(again(story), by=None, note="It was this one.")


ACTS: dict[str, Act] = {
    "an update": lambda story: factories.update(story, BODY),
    "an update with a new headline": lambda story: updates.post(
        again(story), UpdateText(body=BODY), by=None, headline="Dam bursts"
    ),
    "an update with pictures": lambda story: factories.update(story, BODY, media=[1, 2]),
    "a typo": edited(1, "typo", body=BODY.replace("old bridge", "old bridgge")),
    "an addition": edited(1, "addition", body=BODY + "<p>It rises.</p>"),
    "a correction": edited(1, "correction", body=BODY.replace("4.2", "3.2")),
    "a correction of the pinned one": edited(2, "correction", body=BODY.replace("4.2", "3.2")),
    "a clarification": edited(3, "clarification", body=BODY + "<p>The old one.</p>"),
    "another headline of an update": edited(1, "correction", headline="The first hour"),
    "a warning": edited(1, "addition", warning="It shows the dead."),
    "the lead corrected": change(lead="<p>One village reports shots.</p>", kind="correction"),
    "the lead's warning": change(warning="Shots.", kind="addition"),
    "a headline": change(headline="Dam gates opened"),
    "a headline with its address": change(headline="Dam gates opened", move=True),
    "a topic line": change(topic_line="The great flood"),
    "a byline": change(authors="Ann Author; Bo Writer", kind="addition"),
    "another source": lambda story: factories.update(
        story, BODY, new_sources=[SourceText(outlet="A witness", kind="witness")]
    ),
    "sources turned round": turned_round,
    "topics": lambda story: editing.edit(
        again(story), StoryEdit(topics=topics.named(["Harbour"], by=None)), by=None, note=NOTE
    ),
    "related": lambda story: editing.edit(
        again(story),
        StoryEdit(related=[RelatedChoice(story=factories.story("Another dam"))]),
        by=None,
        note=NOTE,
    ),
    "a notice of its own": change(verification_notice="Nothing here is verified."),
    "a notice of the house": lambda _story: set_verification_notice("We doubt.", by=None),
    "a status line": change(status_line="The water falls"),
    "captions": change(captions=["The gates at noon", "The bridge"]),
    "no captions": change(captions=[]),
    "a picture with other words": recaptioned,
    "a picture off the page": edited(3, "", media=[]),
    "pictures of the lead": change(lead_media=[1]),
    "another one pinned": lambda story: highlighting.pin(the(story, 1), by=None),
    "none pinned": lambda story: highlighting.unpin(the(story, 2), by=None),
    "a key event": lambda story: highlighting.mark_key_event(the(story, 3), by=None),
    "no key events": lambda story: highlighting.mark_key_event(
        the(story, 1), by=None, key_event=False
    ),
    "a summary": lambda story: highlighting.summarise(
        again(story), [SummaryLine("It falls.", (3,))], by=None, kind="addition", note=NOTE
    ),
    "an update retracted": lambda story: updates.retract(the(story, 1), by=None, note=NOTE),
    "the pinned one retracted": lambda story: updates.retract(the(story, 2), by=None, note=NOTE),
    "an update restored": lambda story: updates.restore(the(story, 4), by=None, note=NOTE),
    "the story retracted": lambda story: lifecycle.retract(again(story), by=None, note=NOTE),
    "the story away and back": away_and_back,
    "a change undone": lambda story: versions.undo(again(story), 4, by=None, note=NOTE),
    "a version restored": lambda story: versions.restore(again(story), 3, by=None, note=NOTE),
    "a name taken out": lambda _story: removed("Ann Gauge"),
    "ended": lambda story: lifecycle.end(again(story), by=None),
    "ended and reopened": lambda story: (
        lifecycle.end(again(story), by=None),
        lifecycle.reopen(again(story), by=None),
    ),
    "another date": change(date=factories.FEBRUARY.replace(day=24)),
    "another language": change(language="fr"),
}

RELOADED = {
    *("a headline with its address", "another date", "another language"),
    *("the story retracted", "the story away and back"),
}


OF_THEIR_OWN = {"a change undone", "a version restored", "a name taken out", "ended"}
"""Acts that do not go with all the others, or leave nothing of them."""


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Incident]:
    """Made once; what a test does to it is rolled back with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield flood()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ACTS)
def test_an_open_page_takes_in(client: Client, story: Incident, name: str) -> None:
    page = opened(client, story_of(story))
    begun = page.version

    ACTS[name](story)
    page.catch_up(client)

    assert page.version > begun
    assert_as_fresh(page, client)
    assert bool(page.reloads) == (name in RELOADED)


def test_entries_hold_no_part_that_reads_as_before(client: Client, story: Incident) -> None:
    for act in (ACTS["a correction"], ACTS["a headline"], ACTS["a key event"], ACTS["an update"]):
        page = opened(client, story_of(story))
        before = dict(page.parts)

        act(story)
        page.catch_up(client)

        entry = page.told[-1]
        assert [name for name, html in entry["parts"].items() if before.get(name) == html] == []


def test_a_page_that_slept_through_all_of_it_reads_as_a_fresh_one(
    client: Client, story: Incident
) -> None:
    page = opened(client, story_of(story))
    for name in [name for name in ACTS if name not in RELOADED | OF_THEIR_OWN]:
        ACTS[name](story)

    page.catch_up(client)

    assert_as_fresh(page, client)
    assert page.reloads == 0


def test_what_was_told_of_a_version_is_told_again_later(client: Client, story: Incident) -> None:
    page = opened(client, story_of(story))
    for name in ("a correction", "another source", "a key event", "a headline"):
        ACTS[name](story)
    page.catch_up(client)
    told = list(page.told)
    for name in ("an update", "sources turned round", "a summary"):
        ACTS[name](story)

    later = client.get(f"{page.address}changes/after/{told[0]['version'] - 1}").json()["changes"]

    assert later[: len(told)] == told


def test_the_words_that_were_taken_out_are_taken_off_open_pages(
    client: Client, story: Incident
) -> None:
    page = opened(client, story_of(story))
    assert any("Ann Gauge" in plain(part) for part in page.parts.values())

    removed("Ann Gauge")
    page.catch_up(client)

    assert not any("Ann Gauge" in plain(part) for part in page.parts.values())
