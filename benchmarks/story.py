"""What a long story costs Django when no memory of pages has it: its page, and one change.

Each time another update was posted just before, as on a night in which pages are made anew. Of the
unchanged updates a process keeps the fragments; what it costs to make all of them is shown as well.
"""

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
from incidents.text.fragments import memory

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
        against_a_template(story, by)
        as_it_is_served(story, long, by)


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


def against_a_template(story: Incident, by: Editor) -> None:
    """The page with 200 updates on it, beside a template that loops over their rows."""
    stretches.ON_PAGE, usual = SHOWN, stretches.ON_PAGE
    page, post = asked(story, ""), posting(story, by)
    try:
        ours, anew, slow = in_turns((post, page), (memory.forget, page), (post, looping(story)))
        size = len(Client(HTTP_HOST="localhost").get(f"/news/{story.path}/").content)
    finally:
        stretches.ON_PAGE = usual
    show(
        f"A page of {SHOWN} updates, put together anew "
        f"(at most {MOST:g} ms, reference at least {LEAST:g}x)",
        ["", "CPU, ms", "reference takes", "kB"],
        [
            ["after one more update", milliseconds(ours), ratio(slow, ours), f"{size / 1000:,.0f}"],
            ["with nothing kept", milliseconds(anew), ratio(slow, anew), ""],
            ["a Django template that loops over the rows", milliseconds(slow), "", ""],
        ],
    )


def as_it_is_served(story: Incident, long: Incident, by: Editor) -> None:
    """Fifty updates on the first page, whatever the story's length; and what one change costs."""
    rows = []
    for name, below in (
        ("first page", ""),
        ("older updates", "updates/51..100/"),
        ("one update", "updates/7/"),
        ("one change", "changes/after/-1"),
        ("a hundred changes", "changes/after/-100"),
    ):
        turns = [(posting(each, by), asked(each, below)) for each in (story, long)]
        short, longer = in_turns(*turns)
        rows.append([name, milliseconds(short), milliseconds(longer), ratio(longer, short)])
    show(
        "As it is served, after one more update",
        ["", f"{SHOWN} updates, CPU ms", f"{LONG:,} updates, CPU ms", "ratio"],
        rows,
    )


def posting(story: Incident, by: Editor) -> Callable[[], object]:
    """Posts one more update."""
    said = UpdateText(body=text(WORDS), headline="The gauge reads more")

    def post() -> None:
        updates.post(story, said, by=by)
        story.refresh_from_db(fields=["version_number"])

    return post


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
    """A request through all of Django, without network and without compression.

    A number below zero at the end of an address is that many versions before the newest.
    """
    client = Client(HTTP_HOST="localhost")
    place, _, back = below.rpartition("/-")

    def ask() -> object:
        address = f"{place}/{story.version_number - int(back)}" if back and place else below
        answer = client.get(f"/news/{story.path}/{address}")
        if answer.status_code != 200:
            raise SystemExit(f"{address} answers {answer.status_code}")
        return answer

    return ask


def in_turns(*turns: tuple[Callable[[], object], Callable[[], object]]) -> list[float]:
    """Median seconds of this process's time for each act, in turns; before each stands another,
    which is not counted. The first turns warm up."""
    taken: list[list[float]] = [[] for _ in turns]
    for turn in range(ROUNDS + 3):
        for place, (before, act) in enumerate(turns):
            before()
            started = time.process_time()
            act()
            if turn >= 3:
                taken[place].append(time.process_time() - started)
    return [median(each) for each in taken]


if __name__ == "__main__":
    main()
