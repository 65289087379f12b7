"""Publishing an update on a long story, against a plain save() of the same text without history."""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.ground import newsroom
from benchmarks.table import milliseconds, ratio, show
from incidents.actions import lifecycle, updates
from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.models import Editor, Incident, Update

STAGES = (10, 100, 500)
"""The version after which is measured."""

MOST_UPDATES = 100
ROUNDS = 41
WORDS = (200, 1000)
LIMIT = 4.0
MOST_STATEMENTS = 12


def main() -> None:
    """Measure every length of text at every stage, in turns with the reference."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        rows = []
        for words in WORDS:
            body = text(words)
            for stage in STAGES:
                story = story_at(stage, by)
                update = Update(incident=story, body=body, created_by=by)
                plain, posted = in_turns(
                    lambda update=update: saved_anew(update),  # type: ignore[misc]
                    lambda story=story, body=body: post(story, body, by),  # type: ignore[misc]
                )
                sent = statements(lambda story=story, body=body: post(story, body, by))  # type: ignore[misc]
                rows.append(
                    [
                        f"{words} words, after version {stage}",
                        *(milliseconds(plain), milliseconds(posted), ratio(posted, plain)),
                        str(sent),
                    ]
                )
    show(
        f"Publishing an update (at most {LIMIT:g}x a plain save, {MOST_STATEMENTS} statements)",
        ["", "plain save(), ms", "publish, ms", "ratio", "statements"],
        rows,
    )


def text(words: int) -> str:
    """A body of so many words, in paragraphs of fifty."""
    sentence = "The ministry says that two more villages were reached before noon on Saturday."
    every = (sentence.split() * (words // 13 + 1))[:words]
    parts = (" ".join(every[place : place + 50]) for place in range(0, words, 50))
    return "\n".join(f"<p>{part}</p>" for part in parts)


def story_at(version: int, by: Editor) -> Incident:
    """A story with so many versions; up to a hundred of them are updates, the rest typos."""
    edit = StoryEdit(
        headline=f"A story of {version} versions",
        lead=text(200),
        topics=topics.named(["Border", "Ministry", "Talks"], by=by),
        sources=[SourceText(outlet="Agency", url="https://agency.example/1")],
    )
    story = lifecycle.publish(lifecycle.open_incident(edit, by=by), by=by)
    posted = [post(story, text(100), by) for _ in range(min(version - 1, MOST_UPDATES))]
    for place in range(version - 1 - len(posted)):
        changed = UpdateText(body=f"{text(99)}<p>{place}</p>")
        updates.edit(posted[place % len(posted)], changed, by=by, kind="typo")
    return Incident.objects.get(pk=story.pk)


def post(story: Incident, body: str, by: Editor) -> Update:
    """What is measured: cleaned, numbered, hashed, written, announced."""
    return updates.post(story, UpdateText(body=body), by=by)


def saved_anew(update: Update) -> None:
    """The reference: one row with the same text, committed; nothing else."""
    update.pk = None
    update.key = Update().key
    update._state.adding = True
    update.save()


def in_turns(reference: Callable[[], object], act: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, measured in turns; the first turns only warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS + 3):
        for place, measured in enumerate((reference, act)):
            started = time.perf_counter()
            measured()
            if turn >= 3:
                times[place].append(time.perf_counter() - started)
    return median(times[0]), median(times[1])


def statements(act: Callable[[], object]) -> int:
    """How many statements an act sends, BEGIN and COMMIT among them."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


if __name__ == "__main__":
    main()
