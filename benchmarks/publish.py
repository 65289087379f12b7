"""Publishing an update on a long story, against a plain save() of the same text without history."""

import time
from collections.abc import Callable
from itertools import count
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.ground import database_beside, newsroom
from benchmarks.references import asked, is_there
from benchmarks.table import milliseconds, ratio, show
from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Incident, Update

STAGES = (10, 500, 10_000)
"""The version after which is measured."""

GROWTH_LIMIT = 0.10
"""How much dearer a publication may be after the last stage than after the first."""

MOST_UPDATES = 100
ROUNDS = 41
WORDS = (200, 1000)
LIMIT = 4.0
MOST_STATEMENTS = 12


def main() -> None:
    """Measure every length of text at every stage in turns with the reference, then the growth."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        stories = {stage: story_at(stage, by) for stage in STAGES}
        against_plain_saves(stories, by)
        beside_wagtail()
        growth(stories[STAGES[0]], stories[STAGES[-1]], by)


NUMBERS = count(1_000_000)
"""Of the rows of the reference: none that a publication gives."""


def against_plain_saves(stories: dict[int, Incident], by: Editor) -> None:
    """What a publication costs beside one row saved without any history."""
    rows = []
    for words in WORDS:
        body = text(words)
        for stage, story in stories.items():
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


def beside_wagtail() -> None:
    """The same texts published in Wagtail, where it is installed; our own table stands above."""
    if not is_there("wagtail"):
        print("\nWagtail is not there: python benchmarks/references.py installs it.")
        return
    rows = []
    for words in WORDS:
        found = asked("publish", database_beside(f"wagtail_{words}"), text=text(words))
        row = (milliseconds(found[name] / 1000) for name in ("plain", "publish"))
        rows.append([f"{words} words", *row, ratio(found["publish"], found["plain"])])
    show(
        "Wagtail, save_revision().publish() on the same server",
        ["", "plain save(), ms", "publish, ms", "ratio"],
        rows,
    )


def growth(young: Incident, old: Incident, by: Editor) -> None:
    """The same act on a story with few versions and on one with many, in turns."""
    body = text(WORDS[0])
    edited = {story.pk: Update.objects.get(incident=story, number=1) for story in (young, old)}
    acts: dict[str, Callable[[Incident], object]] = {
        "an update posted": lambda story: post(story, body, by),
        "a text edited again": lambda story: retouch(edited[story.pk], by),
    }
    rows = []
    for name, act in acts.items():
        early, late = in_turns(lambda act=act: act(young), lambda act=act: act(old))  # type: ignore[misc]
        grown = f"{late / early - 1:+.0%}"
        rows.append([name, milliseconds(early), milliseconds(late), grown])
    show(
        f"Growth with the history (at most {GROWTH_LIMIT:.0%})",
        ["", f"after version {STAGES[0]}, ms", f"after version {STAGES[-1]:,}, ms", "growth"],
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
    for _ in range(version - 1 - len(posted)):
        retouch(posted[0], by)
    return Incident.objects.get(pk=story.pk)


def retouch(update: Update, by: Editor) -> None:
    """One small change of a text, which is another one each time."""
    changed = UpdateText(body=f"{text(99)}<p>{next(_NUMBERS)}</p>")
    said = Particulars(confirmed=True)
    updates.edit(update, changed, by=by, kind="typo", particulars=said)


_NUMBERS = count()


def post(story: Incident, body: str, by: Editor) -> Update:
    """What is measured: cleaned, numbered, hashed, written, announced."""
    return updates.post(story, UpdateText(body=body), by=by)


def saved_anew(update: Update) -> None:
    """The reference: one row with the same text, committed; nothing else."""
    update.pk = None
    update.key = Update().key
    update.number = next(NUMBERS)
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
