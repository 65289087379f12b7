"""What a page tells whoever shows a link to it: title, description, picture, times, data."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from sys import getsizeof

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext as _

from incidents.formats.addresses import html_address, path_of
from incidents.reader.site import site_name, site_url
from incidents.record.entries import Mark, UpdateEntry
from incidents.record.pages import StoryPage, UpdatePage
from incidents.text.fragments.memory import Memory, Series, of_each
from incidents.text.hashing.canonical import JSON
from incidents.text.sanitise import plain
from incidents.text.times import iso

DESCRIPTION = 200
"""Characters; what shows links cuts longer ones anyway."""

IN_DATA = 20
"""Updates that the data of a story names: the newest on the page."""

_HARMLESS = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&")

Value = dict[str, JSON]

POSTINGS: Memory[Series[UpdateEntry, str]] = Memory(2_000_000)
WORDS: Memory[str] = Memory(1_000_000)
"""How texts begin: each is read once, and not anew with every version of its story."""

OF_A_POSTING = 5_000
"""Bytes of one, and of the update that it was made of."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands in the head of a page for those who show links to it; times as machines read."""

    title: str
    description: str
    address: str
    picture: str
    picture_says: str
    published: str
    changed: str
    locale: str
    topics: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    data: SafeString


def shared(page: StoryPage | UpdatePage) -> Shared:
    """What to tell of a page: of what is withdrawn, that alone."""
    story = page if isinstance(page, StoryPage) else page.story
    update = page.update if isinstance(page, UpdatePage) else None
    withdrawn = story.retracted or (update is not None and update.retracted)
    description = _withdrawn(story, update) if withdrawn else _beginning(story, update)
    title = _title(story, update)
    picture = site_url(f"{html_address(page)}card.png")
    data = _json(_withdrawn_data(page, title)) if withdrawn else _data(story, update, picture)
    return Shared(
        title=title,
        description=description,
        address=site_url(html_address(page)),
        picture=picture,
        picture_says=_picture_says(title),
        published=_second(update.at if update else story.published_at),
        changed=_second(max([story.changed_at] if update is None else _times(update))),
        locale=story.language.replace("-", "_"),
        topics=() if withdrawn else tuple(topic.name for topic in story.topics),
        languages=() if update or withdrawn else _languages(story),
        data=mark_safe(data),  # noqa: S308 - no sign of it can end its element
    )


def _languages(story: StoryPage) -> tuple[tuple[str, str], ...]:
    """The story in each language that it has, itself included, with the address of each."""
    if not story.translations:
        return ()
    ours = (story.language, story.path)
    every = [ours, *((entry.language, entry.path) for entry in story.translations)]
    return tuple((language, site_url(html_address(path))) for language, path in every)


def _title(story: StoryPage, update: UpdateEntry | None) -> str:
    """The headline; of an update its number and time before its own headline or the story's."""
    if update is None:
        words = _("Withdrawn: %(headline)s") if story.retracted else "%(headline)s"
        return words % {"headline": story.printed_headline}
    headline = update.headline if update.headline and not update.warning else story.headline
    return f"{update.name} - {update.printed}: {headline}"


def _withdrawn(story: StoryPage, update: UpdateEntry | None) -> str:
    if update is not None and not story.retracted:
        return _("We have withdrawn this update. %(reason)s") % {"reason": update.reason}
    return _("We have withdrawn this story. %(reason)s") % {"reason": story.retraction_reason}


def _beginning(story: StoryPage, update: UpdateEntry | None) -> str:
    """How the text begins; of one with a warning the warning alone."""
    warning = update.warning if update else story.highlights.warning
    if warning:
        return _("Content warning: %(warning)s") % {"warning": warning}
    return _words(update.html if update else story.lead_html)


def _words(html: str) -> str:
    known = WORDS.get((html, get_language()))
    if known is not None:
        return known
    words = Truncator(" ".join(plain(html).split())).chars(DESCRIPTION)
    return WORDS.keep((html, get_language()), words, OF_A_POSTING + getsizeof(html))


def _picture_says(title: str) -> str:
    return _("A card with the words “%(title)s”, from %(site)s") % {
        "title": title,
        "site": site_name(),
    }


def _times(update: UpdateEntry) -> list[datetime]:
    return [update.at, *(mark.at for mark in update.marks)]


def _data(story: StoryPage, update: UpdateEntry | None, picture: str) -> str:
    """The page in the terms of schema.org: a story with updates is a live blog."""
    if update is not None:
        posting = _posting(story, update) | _frame(story, picture)
        return _json({"@context": "https://schema.org", **posting, "isPartOf": _named(story)})
    told = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if story.update_count else "NewsArticle",
        **_frame(story, picture),
        "url": site_url(html_address(story.path)),
        "mainEntityOfPage": site_url(html_address(story.path)),
        "headline": story.headline,
        "description": _beginning(story, None),
        "datePublished": iso(story.published_at),
        "dateModified": iso(story.changed_at),
        **_corrections(story.lead_marks),
    }
    if not story.update_count:
        return _json(told)
    told |= _coverage(story)
    return f'{_json(told)[:-1]}, "liveBlogUpdate": [{", ".join(_postings(story))}]}}'


def _coverage(story: StoryPage) -> Value:
    """From when the story ran and, once it is over, until when."""
    over = {"coverageEndTime": iso(story.changed_at)} if story.status == "ended" else {}
    return {"coverageStartTime": iso(story.published_at), **over}


def _frame(story: StoryPage, picture: str) -> Value:
    """What is the same for a story and for its updates."""
    authors = story.highlights.credits.authors
    names: list[JSON] = [{"@type": "Person", "name": name} for name in authors]
    return {
        "inLanguage": story.language,
        "image": picture,
        "publisher": {"@type": "NewsMediaOrganization", "name": site_name(), "url": site_url("/")},
        "author": names or {"@type": "Organization", "name": site_name(), "url": site_url("/")},
        "keywords": [topic.name for topic in story.topics],
    }


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
    return {
        "@type": "BlogPosting",
        "headline": _title(story, update),
        "description": _beginning(story, update),
        "url": site_url(html_address(f"{story.path}/updates/{update.number}")),
        "datePublished": iso(update.at),
        "dateModified": iso(max(_times(update))),
        **_corrections(update.marks),
    }


def _corrections(marks: Iterable[Mark]) -> Value:
    """What was put right, so that machines that show a text can show that as well."""
    found: list[JSON] = [
        {
            "@type": "CorrectionComment",
            "text": mark.note or f"{mark.wrong} → {mark.right}",
            "datePublished": iso(mark.at),
        }
        for mark in marks
        if mark.kind == "correction"
    ]
    return {"correction": found} if found else {}


def _withdrawn_data(page: StoryPage | UpdatePage, title: str) -> Value:
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": site_url(html_address(path_of(page))),
        "creativeWorkStatus": "Retracted",
    }


def _named(story: StoryPage) -> Value:
    address = site_url(html_address(story.path))
    return {"@type": "LiveBlogPosting", "headline": story.headline, "url": address}


def _second(moment: datetime) -> str:
    return iso(moment.replace(microsecond=0))


def _json(data: Value) -> str:
    """Data for a script element, in which no sign can end it."""
    written = json.dumps(data, ensure_ascii=False)
    for sign, harmless in _HARMLESS:
        written = written.replace(sign, harmless)
    return written
