"""Which words stand on the picture of a story or an update: no more than its page shows."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from incidents.reader.sharing.drawing import LOOK, Card, draw
from incidents.reader.sharing.lettering import can_show
from incidents.reader.site import direction, site_colour, site_name
from incidents.record.pages import StoryPage, UpdatePage
from incidents.text.fragments.memory import Memory

KEPT: Memory[bytes] = Memory(3_000_000)
"""Pictures, at some 20 kB each."""

OF_A_CARD = 2_000
"""Bytes that one takes beside its picture."""

PATIENCE = 2.0
"""Seconds that a request waits while another picture is drawn."""

_pen = threading.BoundedSemaphore(1)


class Busy(Exception):  # noqa: N818 - what happened, not an error of ours
    """Too many pictures are wanted at once: come back later."""


def card_of(page: StoryPage | UpdatePage) -> Card:
    """What is drawn for a page; words that our font cannot set are left out."""
    story = page if isinstance(page, StoryPage) else page.story
    above, words, foot = _update(page) if isinstance(page, UpdatePage) else _story(page)
    site = site_name()
    words = words if can_show(words) else site
    return Card(
        site=site if words != site and can_show(site) else "",
        words=words if can_show(words) else "",
        above=above if can_show(above) else "",
        foot=foot if can_show(foot) else "",
        colour=site_colour(),
        right_to_left=direction(story.language) == "rtl",
    )


def _story(page: StoryPage) -> tuple[str, str, str]:
    if page.retracted:
        return "", _("We have withdrawn this story"), page.changed_printed
    if page.frozen is not None:
        version = _("Version %(number)d") % {"number": page.frozen.number}
        return page.topic_line, page.headline, f"{version} · {page.frozen.printed}"
    newest = next((entry for entry in page.updates if not entry.retracted), None)
    foot = f"{newest.name} · {newest.printed}" if newest else page.changed_printed
    return page.topic_line, page.headline, foot


def _update(page: UpdatePage) -> tuple[str, str, str]:
    """An update under its own headline, unless something is said before it is shown."""
    update, story = page.update, page.story
    if update.retracted:
        return "", _("We have withdrawn %(update)s") % {"update": update.name}, story.headline
    foot = f"{update.name} · {update.printed}"
    if update.headline and not update.warning:
        return story.headline, update.headline, foot
    return story.topic_line, story.headline, foot


def tag(card: Card) -> str:
    """The entity tag of a picture, known before it is drawn."""
    return f'"{hashlib.sha256(f"{LOOK} {card!r}".encode()).hexdigest()}"'


def picture(card: Card) -> bytes:
    """The picture of a card; where it has to be drawn, one at a time. Raises Busy."""
    known = KEPT.get(card)
    if known is not None:
        return known
    with _turn():
        drawn = KEPT.get(card) or draw(card)
    return KEPT.keep(card, drawn, len(drawn) + OF_A_CARD)


@contextmanager
def _turn() -> Iterator[None]:
    if not _pen.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _pen.release()
