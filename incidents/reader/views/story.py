"""A story: as it stands, one update of it, and as it stood."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from incidents import record
from incidents.formats.addresses import html_address
from incidents.reader import neighbours
from incidents.reader.answers import FROZEN, answer
from incidents.reader.history import mementos
from incidents.reader.parts import alone, layout
from incidents.reader.story_address import at_story
from incidents.record.pages import StoryPage, UpdatesPage
from incidents.record.pages.stretches import Stretch, block


@at_story
def story(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """The story as it stands now; a retracted one is gone and says why.

    Its HTML page begins with the newest updates; other formats have all of it.
    """
    return _story(request, record.story(path) if suffix else record.shown(path), suffix)


@at_story
def update(request: HttpRequest, path: str, number: int, suffix: str = "") -> HttpResponseBase:
    """One update on its own; of a retracted one its number and the reason are left."""
    page = record.shown(path, alone.around_it(number))
    if page is None:
        raise Http404("No such story")
    if page.retracted and number <= page.update_count:
        return _story(request, page, suffix)
    found = alone.cut_out(page, number)
    if found is None:
        raise Http404("No such update")
    status = 410 if found.update.retracted else 200
    return answer(request, found, suffix, lambda: alone.of_update(found), status=status)


@at_story
def updates(
    request: HttpRequest, path: str, first: int, last: int, suffix: str = ""
) -> HttpResponseBase:
    """Older updates of a long story, on a page whose numbers never shift."""
    stretch = Stretch(first, last)
    page = record.shown(path, stretch) if stretch == block(first) else None
    if page is None:
        raise Http404("No such page of updates")
    if page.retracted and first <= page.update_count:
        return _story(request, page, suffix)
    found = UpdatesPage(page)
    if not found.updates:
        raise Http404("No such updates")
    return answer(request, found, suffix, lambda: layout.of_updates(found))


@at_story
def version(request: HttpRequest, path: str, number: int, suffix: str = "") -> HttpResponseBase:
    """The story as it stood at one version; search engines are sent to the story itself."""
    page = record.story_at(path, number)
    if page is None:
        raise Http404("No such version")
    response = answer(
        request,
        page,
        suffix,
        "reader/history/frozen.html",
        freshness=FROZEN,
        status=410 if page.retracted else 200,
        mark=page.hash,
        context={
            "canonical": html_address(page.path),
            "previous_version": number - 1,
            "links": neighbours.of_version(page),
        },
    )
    mementos.announce(response, page, suffix)
    return response


def _story(request: HttpRequest, page: StoryPage | None, suffix: str) -> HttpResponseBase:
    """A story, or its tombstone."""
    if page is None:
        raise Http404("No such story")
    if page.retracted:
        response = answer(request, page, suffix, "reader/story/retracted.html", status=410)
    else:
        response = answer(
            request, page, suffix, lambda: layout.of_story(page, record.beside(page.path))
        )
    mementos.announce_story(response, page.path)
    return response
