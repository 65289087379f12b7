"""One update of a story on a page of its own, with what it rests on and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from incidents.formats.addresses import html_address
from incidents.reader.parts.frame import Inside, framed
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.links import to_update
from incidents.reader.parts.rendering import Rendering
from incidents.reader.parts.sources import listed
from incidents.reader.parts.surround import around, buttons, shared_head
from incidents.record.entries import SourceEntry, UpdateEntry
from incidents.record.pages import StoryPage, UpdatePage
from incidents.record.pages.highlights import KeyEvent
from incidents.record.pages.stretches import Stretch
from incidents.text.fragments.credits import first_words

BESIDE = ("topics", "record")
"""The parts of the story that stand beside an update, too."""


@dataclass(frozen=True, slots=True)
class Near:
    """An update in its place among those around it, with its headline or its first words.

    `way` is "next" or "prev", and empty for the update that the page shows.
    """

    entry: UpdateEntry
    way: str
    words: str


def around_it(number: int) -> Stretch:
    """The updates that the page of one shows: itself whole, of its neighbours how they begin."""
    return Stretch(max(1, number - 1), number + 1)


def cut_out(page: StoryPage, number: int) -> UpdatePage | None:
    """The page of one update of a story; None where there is no such number."""
    return replace(page, stretch=Stretch(number, number)).alone(number)


def of_update(page: UpdatePage) -> bytes:
    """One update on its own; those before and after it are among the updates of its story."""
    story = page.story
    rendering = Rendering(story)
    context = {
        "page": page,
        "near": tuple(_near(page)),
        "events": tuple(_events(story)),
        "beside": {**around(page, story), "buttons": buttons(page.path)},
        "parts": {name: _safe(rendering.part(name) or "") for name in BESIDE},
        "sources": _sources(page),
    }
    title = f"{page.update.name}: {story.headline}"
    main = render_to_string("reader/story/update.html", context).encode()
    return framed(page, Inside(title, shared_head(page, None), "page-update", main))


def _near(page: UpdatePage) -> Iterator[Near]:
    """The update after it, itself, and the one before: newest first, as in the story."""
    here = page.update.number
    numbers = page.story.numbers
    place = numbers.index(here)
    shown = numbers[max(0, place - 1) : place + 2]
    entries = {entry.number: entry for entry in page.story.updates}
    for number in shown:
        if number in entries:
            way = "next" if number > here else "prev" if number < here else ""
            yield Near(entries[number], way, _words(entries[number]))


def _words(entry: UpdateEntry) -> str:
    """What an update is known by, as far as nothing is said before it is shown."""
    if entry.retracted:
        return ""
    return entry.headline or ("" if entry.warning else first_words(entry.html))


def _events(story: StoryPage) -> Iterator[tuple[KeyEvent, str, date | None]]:
    """The key events of the story, where in it each stands, and its day where that is told."""
    address = html_address(story.path)
    for event in story.highlights.key_events:
        place = to_update(story, event.number)
        day = event.at.astimezone(ZoneInfo(story.time_zone)).date() if event.printed_date else None
        yield event, f"{address}{place}" if place.startswith("#") else place, day


def _sources(page: UpdatePage) -> str:
    """What it cites; of an update that names no numbers all sources of its story."""
    of_story = page.story.sources
    cited: tuple[SourceEntry, ...] = tuple(
        source for source in of_story if source.number in page.update.sources
    )
    shown = {"sources": cited or of_story}
    return rendered("reader/story/parts/sources.html", shown, listed)


def _safe(html: str) -> SafeString:
    """Parts are escaped where they are rendered."""
    return mark_safe(html)  # noqa: S308
