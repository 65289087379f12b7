"""What a long story costs Django when no memory has it: its page, one change, and what grows."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.template import engines
from django.test import Client

from benchmarks.ground import newsroom
from benchmarks.publish import text
from benchmarks.table import milliseconds, ratio, show
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Incident, Source, Update
from incidents.record.pages import stretches

ROUNDS = 25
WORDS = 80
SOURCES = 20
SHOWN, LONG = 200, 1_000
"""Updates of the two stories."""

MOST, LEAST = 6.0, 6.0
"""Milliseconds of processor time for 200 updates shown; how much dearer the reference has to be."""


def main() -> None:
    """Fill two stories, and ask for their pages in turns with the reference."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        story, long = (filled(number, by) for number in (SHOWN, LONG))
        against_a_template(story)
        as_it_is_served(story, long)


def filled(number: int, by: Editor) -> Incident:
    """A story with so many updates of eighty words under a headline, each citing a source."""
    listed = [SourceText(f"Agency {place}") for place in range(SOURCES)]
    edit = StoryEdit(headline=f"A night of {number} reports", lead=text(200), sources=listed)
    story = lifecycle.publish(lifecycle.open_incident(edit, by=by), by=by)
    keys = [*story.sources.values_list("pk", flat=True)]
    for place in range(number):
        said = UpdateText(
            body=text(WORDS), headline=f"The gauge reads {place}", cites=[keys[place % SOURCES]]
        )
        updates.post(story, said, by=by)
    return Incident.objects.get(pk=story.pk)


def against_a_template(story: Incident) -> None:
    """The page with all 200 updates on it, beside a template that loops over their rows."""
    reference = looping(story)
    stretches.ON_PAGE, usual = SHOWN, stretches.ON_PAGE
    try:
        slow, ours = in_turns(reference, asked(story, ""))
        size = len(Client(HTTP_HOST="localhost").get(f"/news/{story.path}/").content)
    finally:
        stretches.ON_PAGE = usual
    show(
        f"A page of {SHOWN} updates, put together anew "
        f"(at most {MOST:g} ms, reference at least {LEAST:g}x)",
        ["", "CPU, ms", "ratio", "kB"],
        [
            ["ours", milliseconds(ours), "", f"{size / 1000:,.0f}"],
            ["Django template over the rows", milliseconds(slow), ratio(slow, ours), ""],
        ],
    )


def as_it_is_served(story: Incident, long: Incident) -> None:
    """Fifty updates on the first page, whatever the story's length; and what one change costs."""
    rows = []
    for name, below in (
        ("first page", ""),
        ("older updates", "updates/51..100/"),
        ("one update", "updates/7/"),
        ("one change", f"changes/after/{story.version_number - 1}"),
        ("a hundred changes", f"changes/after/{story.version_number - 100}"),
    ):
        of_long = below.replace(
            str(story.version_number - 1), str(long.version_number - 1)
        ).replace(str(story.version_number - 100), str(long.version_number - 100))
        short, longer = in_turns(asked(story, below), asked(long, of_long))
        rows.append([name, milliseconds(short), milliseconds(longer), ratio(longer, short)])
    show(
        "As it is served",
        ["", f"{SHOWN} updates, CPU ms", f"{LONG:,} updates, CPU ms", "ratio"],
        rows,
    )


def looping(story: Incident) -> Callable[[], object]:
    """The reference: rows of the models in a template with a loop, as one writes it at first."""
    source = Path(__file__).with_name("story_reference.html").read_text(encoding="utf-8")
    template = engines["django"].from_string(source)

    def render() -> object:
        rows = Update.objects.filter(incident=story).order_by("-number")
        shown = rows.prefetch_related("citations__source__link")
        sources = Source.objects.filter(incident=story).select_related("link").order_by("number")
        return template.render({"story": story, "updates": shown, "sources": sources})

    return render


def asked(story: Incident, below: str) -> Callable[[], object]:
    """A request through all of Django, without network and without compression."""
    client = Client(HTTP_HOST="localhost")

    def ask() -> object:
        answer = client.get(f"/news/{story.path}/{below}")
        if answer.status_code != 200:
            raise SystemExit(f"{below} answers {answer.status_code}")
        return answer

    return ask


def in_turns(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of this process's time for both, in turns; the first turns warm up."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS + 3):
        for place, act in enumerate((first, second)):
            started = time.process_time()
            act()
            if turn >= 3:
                taken[place].append(time.process_time() - started)
    return median(taken[0]), median(taken[1])


if __name__ == "__main__":
    main()
