"""The addresses of the public pages; each page also exists with the suffix of every format."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from incidents.reader import converters
from incidents.reader.views import comments, media, search, sharing, story, streams
from incidents.reader.views.history import changes, provenance, sitewide, times, transparency
from incidents.reader.views.lists import days, front, moved, outlets, standing, topics

app_name = "reader"

register_converter(converters.DayConverter, "day")
register_converter(converters.UnpaddedDayConverter, "unpadded_day")
register_converter(converters.UnpaddedMonthConverter, "unpadded_month")
register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")
register_converter(converters.NameConverter, "name")
register_converter(converters.NumberConverter, "number")
register_converter(converters.CursorConverter, "cursor")
register_converter(converters.MomentConverter, "moment")
register_converter(converters.SuffixConverter, "suffix")
register_converter(converters.FileNameConverter, "file_name")

_STORY = "news/<day:day>/<name:slug>"


def _page(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """A page at its address and, under the same name, with the suffix of a format."""
    return [
        path(f"{route}/", view, name=name),
        path(f"{route}.<suffix:suffix>", view, name=name),
    ]


def _index(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """A page that is an index: in a format it is the file "index" of its folder."""
    return [
        path(route, view, name=name),
        path(f"{route}index.<suffix:suffix>", view, name=name),
    ]


urlpatterns = [
    *_index("", front.front, "front"),
    *_index("news/<year:year>/", days.year, "year"),
    *_index("news/<year:year>/<month:month>/", days.month, "month"),
    *_index("news/<day:day>/", days.day, "day"),
    *_page("topics", topics.topics, "topics"),
    *_page("topics/<name:topic>", topics.topic, "topic"),
    *_page("topics/<name:topic>/<year:year>", topics.topic, "topic-year"),
    *_page("sources", outlets.outlets, "outlets"),
    *_page("sources/<name:outlet>", outlets.outlet, "outlet"),
    *_page("sources/<name:outlet>/<year:year>", outlets.outlet, "outlet-year"),
    *_page("search", search.search, "search"),
    path("search/description.xml", search.description, name="search-description"),
    *_page("about", standing.standing, "standing"),
    *_page("about/changes", standing.wordings, "wordings"),
    *_page("about/changes/<name:about>/<number:number>", standing.wording, "wording"),
    *_page("about/<name:about>", standing.standing, "standing"),
    *_page("transparency", transparency.transparency, "transparency"),
    path("transparency/checkpoint", transparency.checkpoint, name="checkpoint"),
    path("transparency/checkpoint/<number:size>", transparency.checkpoint, name="checkpoint"),
    path("transparency/key", transparency.key, name="verifier-key"),
    path("media/<file_name:name>", media.picture, name="picture"),
    *_page(_STORY, story.story, "story"),
    *_page(f"{_STORY}/updates/<number:number>", story.update, "update"),
    *_page(f"{_STORY}/updates/<number:first>..<number:last>", story.updates, "updates"),
    path(f"{_STORY}/card.png", sharing.story_card, name="story-card"),
    path(f"{_STORY}/updates/<number:number>/card.png", sharing.update_card, name="update-card"),
    path(f"{_STORY}/changes/<number:number>/card.png", sharing.version_card, name="version-card"),
    *_page(f"{_STORY}/changes", changes.changes, "changes"),
    *_page(f"{_STORY}/changes/<number:number>", story.version, "version"),
    *_page(f"{_STORY}/changes/<number:older>..<number:newer>", changes.comparison, "comparison"),
    path(f"{_STORY}/changes/after/<cursor:after>", changes.after, name="after"),
    path(f"{_STORY}/live", streams.live, name="live"),
    *_page(f"{_STORY}/changes/<number:number>/proof", changes.proof, "proof"),
    path(f"{_STORY}/at/<moment:moment>/", times.at, name="at"),
    path(f"{_STORY}/at/", times.gate, name="time-gate"),
    path(f"{_STORY}/timemap/", times.time_map, name="time-map"),
    path(f"{_STORY}/timemap/<number:page>/", times.time_map, name="time-map"),
    *_page(f"{_STORY}/comments", comments.comments, "comments"),
    *_page("changes", sitewide.changes, "site-changes"),
    *_page("changes/by/<name:byline>", sitewide.byline, "byline"),
    *_page("corrections", sitewide.corrections, "corrections"),
    *_page("accountability", sitewide.accountability, "accountability"),
    *_page(f"{_STORY}/provenance", provenance.provenance, "provenance"),
    path("news/<unpadded_month:month>/", moved.month, name="unpadded-month"),
    path("news/<unpadded_month:month>/index.<suffix:suffix>", moved.month, name="unpadded-month"),
    path("news/<unpadded_day:day>/", moved.day, name="unpadded-day"),
    path("news/<unpadded_day:day>/<path:rest>", moved.day, name="unpadded-day"),
]
