"""What pages cost Django: queries, processor time and size, without the front's memory."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from django.db import connection
from django.test import Client

from benchmarks.ground import newsroom
from benchmarks.publish import post, story_at, text
from benchmarks.table import milliseconds, show
from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import lifecycle
from incidents.models import Editor, Incident

ROUNDS = 15
STORIES_OF_A_DAY = 60
PAGES = (
    ("story, 100 updates", "{story}/", 10),
    ("the same as JSON", "{story}.json", None),
    ("changes, 250 versions", "{story}/changes/", 7),
    ("frozen version 200", "{story}/changes/200/", None),
    ("comparison of 100 and 200", "{story}/changes/100..200/", None),
    ("day, 60 stories", "{day}/", 7),
    ("front page", "/", None),
    ("API, list of 50 stories", "/api/v1/incidents/?page_size=50", 6),
)


def main() -> None:
    """Fill a newsroom, and ask for each page."""
    with newsroom():
        story = filled()
        client = Client(HTTP_HOST="localhost")
        day = f"/news/{story.date:%Y/%m/%d}"
        rows = [
            row(client, name, address.format(story=f"/news/{story.path}", day=day), most)
            for name, address, most in PAGES
        ]
    show(
        "Pages, each put together anew",
        ["", "queries", "at most", "CPU, ms", "kB"],
        rows,
    )


def filled() -> Incident:
    """A story with a hundred updates and 250 versions, and sixty stories on its day."""
    by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
    story = story_at(250, by)
    for number in range(STORIES_OF_A_DAY - 1):
        edit = StoryEdit(headline=f"Another story, number {number}", lead=text(100))
        other = lifecycle.publish(lifecycle.open_incident(edit, by=by), by=by)
        post(other, text(100), by)
    return story


def row(client: Client, name: str, address: str, most: int | None) -> list[str]:
    """One page: its queries, and the median of its processor time."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    sent: list[str] = []
    with connection.execute_wrapper(partial(counted, sent)):
        client.get(address)
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        client.get(address)
        taken.append(time.process_time() - started)
    size = len(answer.content) / 1000
    return [
        name,
        *(str(len(sent)), str(most or "-"), milliseconds(median(taken)), f"{size:,.0f}"),
    ]


def counted(
    sent: list[str],
    execute: Callable[..., object],
    sql: str,
    params: object,
    many: bool,  # noqa: FBT001 - as Django calls it
    context: dict[str, object],
) -> object:
    """Note a query, and let it through."""
    sent.append(sql)
    return execute(sql, params, many, context)


if __name__ == "__main__":
    main()
