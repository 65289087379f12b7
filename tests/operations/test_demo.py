"""The demo newsroom: what it shows, that it is ours, and that loading it twice changes nothing."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from incidents.models import Content, Event, Incident, LedgerHead
from incidents.operations.demo import karabakh_2017
from incidents.operations.demo.newsroom import STORIES
from incidents.text.sanitise import plain

RUN = 6
"""Words in a row that, equal, would be a copy rather than the same fact."""

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_demo_has_five_stories_and_one_of_them_is_live() -> None:
    said = told()

    assert said == "Loaded 5 of 5 demo stories."
    assert [story.path for story in Incident.objects.filter(status="live")] == [karabakh_2017.PATH]
    assert Incident.objects.filter(status="ended").count() == 4


def test_a_second_run_changes_nothing_and_says_so() -> None:
    told()
    before = [Content.objects.count(), Event.objects.count(), LedgerHead.objects.get().position]

    said = told()

    after = [Content.objects.count(), Event.objects.count(), LedgerHead.objects.get().position]
    assert said == "The demo newsroom is loaded already; nothing was changed."
    assert after == before


def test_the_demo_asked_to_be_quiet_says_nothing() -> None:
    out = StringIO()

    call_command("demo", verbosity=0, stdout=out)

    assert out.getvalue() == ""


def test_no_run_of_words_is_taken_from_the_sample_pages(shared: Path) -> None:
    theirs = {
        run for path in sorted((shared / "seeds").iterdir()) for run in runs(path.read_text())
    }

    copied = {run for text in written() for run in runs(text)} & theirs

    assert copied == set()


def written() -> Iterator[str]:
    """Every text of the demo, as a reader sees it."""
    for story in STORIES:
        yield from (story.headline, story.status_line, story.notice, plain(story.lead))
        yield from (f"{source.outlet}. {source.title}" for source in story.sources.values())
        for act in story.acts:
            yield plain(getattr(act, "body", ""))
            yield from (getattr(act, name, "") for name in ("new", "note", "story_headline"))


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w-]+", text.lower())
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def test_runs_are_found() -> None:
    text = "One two three, four five six seven."

    assert len(runs(text)) == 2
