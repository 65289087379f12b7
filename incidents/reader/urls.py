"""The addresses of the public pages, and which parameters of a query each of them reads.

Each page also exists with the suffix of every format. What a query says beside these parameters
means nothing: no view sees it, and the page that is kept in memory is the answer.
"""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from incidents.reader import converters
from incidents.reader.history import choice
from incidents.reader.views import comments, media, search, sharing, story, streams
from incidents.reader.views.asked import Asked
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
register_converter(converters.MarkConverter, "mark")
register_converter(converters.MomentConverter, "moment")
register_converter(converters.SuffixConverter, "suffix")
register_converter(converters.FileNameConverter, "file_name")

View = Callable[..., HttpResponseBase]

_STORY = "news/<day:day>/<name:slug>"
_TWO = f"{_STORY}/changes/<number:older>..<number:newer>"
_IN_LISTS = ("kind", "date", "size", "before", "after")
_SOUGHT = ("q", "order", "from", "to", "topic", "source", "kind", "language", "after")


def _at(route: str, view: View, name: str, *reads: str) -> URLPattern:
    """An address whose page reads these parameters and no others."""
    return path(route, Asked(view, frozenset(reads)), name=name)


def _onward(route: str, view: View, name: str) -> URLPattern:
    """An address that only leads to another one, with whatever it was asked."""
    return path(route, Asked(view, None), name=name)


def _page(route: str, view: View, name: str, *reads: str) -> list[URLPattern]:
    """A page at its address and, under the same name, with the suffix of a format."""
    return [
        _at(f"{route}/", view, name, *reads),
        _at(f"{route}.<suffix:suffix>", view, name, *reads),
    ]


def _index(route: str, view: View, name: str, *reads: str) -> list[URLPattern]:
    """A page that is an index: in a format it is the file "index" of its folder."""
    return [
        _at(route, view, name, *reads),
        _at(f"{route}index.<suffix:suffix>", view, name, *reads),
    ]


urlpatterns = [
    *_index("", front.front, "front"),
    *_index("news/<year:year>/", days.year, "year"),
    *_index("news/<year:year>/<month:month>/", days.month, "month"),
    *_index("news/<day:day>/", days.day, "day", "page"),
    *_page("topics", topics.topics, "topics", "kind", "letter", "page"),
    *_page("topics/<name:topic>", topics.topic, "topic"),
    *_page("topics/<name:topic>/<year:year>", topics.topic, "topic-year", "page"),
    *_page("sources", outlets.outlets, "outlets", "letter", "page"),
    *_page("sources/<name:outlet>", outlets.outlet, "outlet"),
    *_page("sources/<name:outlet>/<year:year>", outlets.outlet, "outlet-year", "page"),
    *_page("search", search.search, "search", *_SOUGHT),
    _at("search/description.xml", search.description, "search-description"),
    *_page("about", standing.standing, "standing"),
    *_page("about/changes", standing.wordings, "wordings", "before"),
    *_page("about/changes/<name:about>/<number:number>", standing.wording, "wording"),
    *_page("about/<name:about>", standing.standing, "standing"),
    *_page("transparency", transparency.transparency, "transparency", "before"),
    _at("transparency/checkpoint", transparency.checkpoint, "checkpoint"),
    _at("transparency/checkpoint/<number:size>", transparency.checkpoint, "checkpoint"),
    _at("transparency/key", transparency.key, "verifier-key"),
    _at("media/<file_name:name>", media.picture, "picture"),
    *_page(_STORY, story.story, "story"),
    *_page(f"{_STORY}/updates/<number:number>", story.update, "update"),
    *_page(f"{_STORY}/updates/<number:first>..<number:last>", story.updates, "updates"),
    _at(f"{_STORY}/card.png", sharing.story_card, "story-card"),
    _at(f"{_STORY}/updates/<number:number>/card.png", sharing.update_card, "update-card"),
    _at(f"{_STORY}/changes/<number:number>/card.png", sharing.version_card, "version-card"),
    *_page(f"{_STORY}/changes", changes.changes, "changes", *choice.READS),
    *_page(f"{_STORY}/changes/<number:number>", story.version, "version"),
    *_page(_TWO, changes.comparison, "comparison", "piece", "view"),
    _at(f"{_STORY}/changes/after/<cursor:after>", changes.after, "after"),
    _at(f"{_STORY}/changes/after/<cursor:after>/<mark:beside>", changes.after, "after"),
    _at(f"{_STORY}/live", streams.live, "live", "after"),
    *_page(f"{_STORY}/changes/<number:number>/proof", changes.proof, "proof"),
    _at(f"{_STORY}/at/<moment:moment>/", times.at, "at"),
    _at(f"{_STORY}/at/", times.gate, "time-gate"),
    _at(f"{_STORY}/timemap/", times.time_map, "time-map"),
    _at(f"{_STORY}/timemap/<number:page>/", times.time_map, "time-map"),
    *_page(f"{_STORY}/comments", comments.comments, "comments", "page"),
    *_page("changes", sitewide.changes, "site-changes", "byline", *_IN_LISTS),
    *_page("changes/by/<name:byline>", sitewide.byline, "byline", *_IN_LISTS),
    *_page("corrections", sitewide.corrections, "corrections", *_IN_LISTS),
    *_page("accountability", sitewide.accountability, "accountability"),
    *_page(f"{_STORY}/provenance", provenance.provenance, "provenance"),
    _onward("news/<unpadded_month:month>/", moved.month, "unpadded-month"),
    _onward("news/<unpadded_month:month>/index.<suffix:suffix>", moved.month, "unpadded-month"),
    _onward("news/<unpadded_day:day>/", moved.day, "unpadded-day"),
    _onward("news/<unpadded_day:day>/<path:rest>", moved.day, "unpadded-day"),
]
