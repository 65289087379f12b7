"""In which words a story or an update is told of where nothing else of it stands."""

from datetime import datetime
from sys import getsizeof

from django.utils.translation import gettext as _

from incidents.record.entries import UpdateEntry
from incidents.record.pages import StoryPage
from incidents.text.fragments.memory import Memory
from incidents.text.sanitise import plain

DESCRIPTION = 200
"""Characters; what shows links cuts longer ones anyway."""

BODY = 1_000
"""Characters of a text that machines are given with a link to all of it."""

BEGINNINGS: Memory[str] = Memory(2_000_000)
"""How texts begin: each is read once, and not anew with every version of its story."""

OF_A_BEGINNING = 1_500
"""Bytes of one, beside the text that it is kept under."""


def title(story: StoryPage, update: UpdateEntry | None) -> str:
    """The headline; of an update its number and time before its own headline or the story's."""
    if update is None:
        words = _("Withdrawn: %(headline)s") if story.retracted else "%(headline)s"
        return words % {"headline": story.printed_headline}
    headline = update.headline if update.headline and not update.warning else story.headline
    return f"{update.name} - {update.printed}: {headline}"


def withdrawn(story: StoryPage, update: UpdateEntry | None) -> str:
    """That it is withdrawn, and why."""
    if update is not None and not story.retracted:
        return _("We have withdrawn this update. %(reason)s") % {"reason": update.reason}
    return _("We have withdrawn this story. %(reason)s") % {"reason": story.retraction_reason}


def beginning(story: StoryPage, update: UpdateEntry | None, most: int = DESCRIPTION) -> str:
    """How the text begins, in so many characters; of one with a warning the warning alone."""
    warning = update.warning if update else story.highlights.warning
    if warning:
        return _("Content warning: %(warning)s") % {"warning": warning}
    words = _words(update.html if update else story.lead_html)
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}\N{HORIZONTAL ELLIPSIS}"


def _words(html: str) -> str:
    """As many of its words as are ever told."""
    known = BEGINNINGS.get(html)
    if known is not None:
        return known
    words = " ".join(plain(html).split())[: BODY + 1]
    return BEGINNINGS.keep(html, words, OF_A_BEGINNING + getsizeof(html))


def times(update: UpdateEntry) -> list[datetime]:
    """When it was posted, and when it was put right since."""
    return [update.at, *(mark.at for mark in update.marks)]
