"""The pictures that stand beside shared links to stories and updates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from incidents import record
from incidents.reader.answers import FROZEN, LIVE
from incidents.reader.sharing import cards
from incidents.reader.story_address import at_story
from incidents.record.pages import StoryPage, UpdatePage
from incidents.record.pages.stretches import Stretch

RETRY_AFTER = 5


@at_story
def story_card(request: HttpRequest, path: str) -> HttpResponseBase:
    """The picture of a story as it stands; of a withdrawn one it says that."""
    return _card(request, record.shown(path), LIVE)


@at_story
def version_card(request: HttpRequest, path: str, number: int) -> HttpResponseBase:
    """The picture of a story as it stood at one version."""
    return _card(request, record.story_at(path, number), FROZEN)


@at_story
def update_card(request: HttpRequest, path: str, number: int) -> HttpResponseBase:
    """The picture of one update; of a withdrawn one it says that."""
    story = record.shown(path, Stretch(number, number))
    if story is None or number > story.update_count:
        raise Http404("No such update")
    return _card(request, story if story.retracted else story.alone(number), LIVE)


def _card(
    request: HttpRequest, page: StoryPage | UpdatePage | None, freshness: str
) -> HttpResponseBase:
    """A picture, drawn only for who does not hold it yet."""
    if page is None:
        raise Http404("No such page")
    card = cards.card_of(page)
    tag = cards.tag(card)
    known = get_conditional_response(request, etag=tag)
    try:
        response = known or HttpResponse(cards.picture(card), content_type="image/png")
    except cards.Busy:
        return HttpResponse(
            "Too many pictures are being drawn. Try again in a few seconds.\n",
            content_type="text/plain; charset=utf-8",
            status=503,
            headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
        )
    response["ETag"], response["Cache-Control"] = tag, freshness
    return response
