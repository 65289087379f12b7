"""Pages in the terms of schema.org: a story with updates is a live blog."""

import json
from collections.abc import Iterable
from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

from incidents.formats.addresses import html_address, path_of
from incidents.reader.sharing.saying import BODY, beginning, times, title
from incidents.reader.site import site_name, site_url
from incidents.record.entries import Mark, TopicEntry, UpdateEntry
from incidents.record.pages import StoryPage, UpdatePage
from incidents.text.addresses.stories import update_path
from incidents.text.fragments.memory import Memory, Series, of_each
from incidents.text.hashing.canonical import JSON
from incidents.text.times import iso

IN_DATA = 20
"""Updates that the data of a story names: the newest on the page."""

SCHEMA = "https://schema.org"
KINDS = {"person": "Person", "place": "Place", "organisation": "Organization"}
"""Of topics; all others are things."""

POSTINGS: Memory[Series[UpdateEntry, str]] = Memory(2_500_000)

OF_A_POSTING = 6_500
"""Bytes of one, and of the update that it was made of."""

_HARMLESS = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&")

Value = dict[str, JSON]


def of_page(story: StoryPage, update: UpdateEntry | None, picture: str) -> str:
    """The data of a story or of one update of it."""
    if update is not None:
        posting = _frame(story, picture) | _posting(story, update)
        posting["description"] = beginning(story, update)
        return _json({"@context": SCHEMA, **posting, "isPartOf": _named(story)})
    told = {
        "@context": SCHEMA,
        "@type": "LiveBlogPosting" if story.update_count else "NewsArticle",
        **_frame(story, picture),
        "url": site_url(html_address(story.path)),
        "mainEntityOfPage": site_url(html_address(story.path)),
        "headline": story.headline,
        "description": beginning(story, None),
        "datePublished": iso(story.published_at),
        "dateModified": iso(story.changed_at),
        "articleBody": beginning(story, None, BODY),
        **_corrections(story.lead_marks, story.highlights.warning),
    }
    if not story.update_count:
        return _json(told)
    told |= _coverage(story)
    return f'{_json(told)[:-1]}, "liveBlogUpdate": [{", ".join(_postings(story))}]}}'


def _coverage(story: StoryPage) -> Value:
    """From when the story ran and, once it is over, until when."""
    over = {"coverageEndTime": iso(story.changed_at)} if story.status == "ended" else {}
    began = min([story.published_at, *(update.at for update in story.updates)])
    return {"coverageStartTime": iso(began), **over}


def _frame(story: StoryPage, picture: str) -> Value:
    """What is the same for a story and for its updates."""
    ours: Value = {"@type": "NewsMediaOrganization", "name": site_name(), "url": site_url("/")}
    return {
        "inLanguage": story.language,
        "image": picture,
        "publisher": {**ours, **_logo()},
        "author": _people(story.highlights.credits.authors) or ours,
        "keywords": [topic.name for topic in story.topics],
        **({"about": [_thing(topic) for topic in story.topics]} if story.topics else {}),
        "isAccessibleForFree": True,
        **_licence(),
    }


def _people(names: Iterable[str]) -> list[JSON]:
    return [{"@type": "Person", "name": name} for name in names]


def _thing(topic: TopicEntry) -> Value:
    """What a story is about, and the same thing elsewhere where that is known."""
    same = {"sameAs": topic.same_as} if topic.same_as else {}
    address = site_url(html_address(topic.path))
    return {"@type": KINDS.get(topic.kind, "Thing"), "name": topic.name, "url": address, **same}


def _logo() -> Value:
    """The newsroom's own, where it has one."""
    logo = settings.SITE_LOGO
    if logo is None:
        return {}
    address = urljoin(site_url("/"), static(logo.place))
    size: Value = {"width": logo.width, "height": logo.height}
    return {"logo": {"@type": "ImageObject", "url": address, **size}}


def _licence() -> Value:
    """What the texts may be used under; by name alone where it stands at no address."""
    name, address = settings.SITE_LICENCE, settings.SITE_LICENCE_URL
    if address:
        return {"license": address}
    return {"license": {"@type": "CreativeWork", "name": name}} if name else {}


def _postings(story: StoryPage) -> list[str]:
    """The newest updates, each written anew only where something that it is made of differs."""
    numbered = [entry for entry in story.updates if not entry.retracted][:IN_DATA]
    key = (get_language(), story.path, story.headline)
    entries = {entry.number: entry for entry in numbered}
    return of_each(POSTINGS, key, entries, partial(_written, story), OF_A_POSTING)


def _written(story: StoryPage, update: UpdateEntry) -> str:
    return _json(_posting(story, update))


def _posting(story: StoryPage, update: UpdateEntry) -> Value:
    """An update in the terms of schema.org."""
    authors = update.credits.authors
    return {
        "@type": "BlogPosting",
        "headline": title(story, update),
        "url": site_url(html_address(update_path(story.path, update.number))),
        "datePublished": iso(update.at),
        "dateModified": iso(max(times(update))),
        "articleBody": beginning(story, update, BODY),
        **({"author": _people(authors)} if authors else {}),
        **_corrections(update.marks, update.warning),
    }


def _corrections(marks: Iterable[Mark], warning: str) -> Value:
    """What was put right, so that machines that show a text can show that as well.

    Where readers are warned of the text, nothing is quoted of it.
    """
    found: list[JSON] = [
        {
            "@type": "CorrectionComment",
            "text": mark.note or warning or f"{mark.wrong} → {mark.right}",
            "datePublished": iso(mark.at),
        }
        for mark in marks
        if mark.kind == "correction"
    ]
    return {"correction": found} if found else {}


def of_withdrawn(page: StoryPage | UpdatePage, name: str) -> str:
    """That a page is withdrawn, and nothing of what stood there."""
    told: Value = {
        "@context": SCHEMA,
        "@type": "WebPage",
        "name": name,
        "url": site_url(html_address(path_of(page))),
        "creativeWorkStatus": "Retracted",
    }
    return _json(told)


def _named(story: StoryPage) -> Value:
    address = site_url(html_address(story.path))
    return {"@type": "LiveBlogPosting", "headline": story.headline, "url": address}


def _json(data: Value) -> str:
    """Data for a script element, in which no sign can end it."""
    written = json.dumps(data, ensure_ascii=False)
    for sign, harmless in _HARMLESS:
        written = written.replace(sign, harmless)
    return written
