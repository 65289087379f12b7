"""What happened between two versions of a story, said in one sentence."""

from collections.abc import Iterable
from operator import attrgetter

from django.utils.translation import gettext as _, ngettext, ngettext_lazy, pgettext

from incidents.record.history.differing.tallying import Counts
from incidents.record.printing import listed, number_printed

COUNTED = {
    "sentences.changed": ngettext_lazy(
        "%(printed)s sentence changed", "%(printed)s sentences changed", "number"
    ),
    "sentences.added": ngettext_lazy(
        "%(printed)s sentence added", "%(printed)s sentences added", "number"
    ),
    "sentences.removed": ngettext_lazy(
        "%(printed)s sentence removed", "%(printed)s sentences removed", "number"
    ),
    "sentences.moved": ngettext_lazy(
        "%(printed)s paragraph moved", "%(printed)s paragraphs moved", "number"
    ),
    "sentences.restyled": ngettext_lazy(
        "%(printed)s paragraph changed in links or emphasis only",
        "%(printed)s paragraphs changed in links or emphasis only",
        "number",
    ),
    "media_added": ngettext_lazy(
        "%(printed)s item of media added", "%(printed)s items of media added", "number"
    ),
    "media_removed": ngettext_lazy(
        "%(printed)s item of media removed", "%(printed)s items of media removed", "number"
    ),
    "pictures_replaced": ngettext_lazy(
        "%(printed)s picture replaced", "%(printed)s pictures replaced", "number"
    ),
    "media_changed": ngettext_lazy(
        "%(printed)s item of media described anew",
        "%(printed)s items of media described anew",
        "number",
    ),
    "captions_added": ngettext_lazy(
        "%(printed)s caption added", "%(printed)s captions added", "number"
    ),
    "captions_removed": ngettext_lazy(
        "%(printed)s caption removed", "%(printed)s captions removed", "number"
    ),
    "sources_added": ngettext_lazy(
        "%(printed)s source added", "%(printed)s sources added", "number"
    ),
    "sources_removed": ngettext_lazy(
        "%(printed)s source removed", "%(printed)s sources removed", "number"
    ),
    "sources_changed": ngettext_lazy(
        "%(printed)s source changed", "%(printed)s sources changed", "number"
    ),
    "topics_added": ngettext_lazy("%(printed)s topic added", "%(printed)s topics added", "number"),
    "topics_removed": ngettext_lazy(
        "%(printed)s topic removed", "%(printed)s topics removed", "number"
    ),
    "related_added": ngettext_lazy(
        "%(printed)s related story added", "%(printed)s related stories added", "number"
    ),
    "related_removed": ngettext_lazy(
        "%(printed)s related story removed", "%(printed)s related stories removed", "number"
    ),
}
"""What is counted, by its place in `Counts`, in the order in which it is told."""


def sentence(counts: Counts) -> str:
    """Say it: "1 sentence changed, 1 source added, Update 3 retracted."; empty for nothing.

    What happened stands in it one after the other, each in words that are translated as a whole.
    """
    said = [*filter(None, _happened(counts))]
    if not said:
        return ""
    told = pgettext("between two things that happened", ", ").join(said)
    whole = pgettext("all that happened", "%(told)s.") % {"told": told}
    return f"{whole[0].upper()}{whole[1:]}"


def _happened(counts: Counts) -> Iterable[str]:
    for told in (_of_the_story, _counted, _of_updates):
        yield from told(counts)


def nothing() -> str:
    """What is said where a reader sees no difference."""
    return _("Nothing that a reader sees changed.")


def untold() -> str:
    """What is said of texts that cannot be compared any more."""
    return _("Texts changed from which something was taken out by law.")


def marked() -> str:
    """What is said where texts are marked as restored, say, and read as they did before."""
    return _("No text changed, only the marks on it.")


def _of_the_story(counts: Counts) -> Iterable[str]:
    yield _("headline changed") if counts.headline_changed else ""
    yield _("topic line changed") if counts.topic_line_changed else ""
    yield _status(counts.status)
    yield _("notice changed") if counts.notice_changed else ""
    yield _("byline changed") if counts.byline_changed else ""
    yield _("summary changed") if counts.summary_changed else ""
    yield _("key events changed") if counts.key_events_changed else ""
    yield _("pinned update changed") if counts.pinned_changed else ""
    number = len(counts.updates_added)
    said = ngettext("Update %(numbers)s added", "Updates %(numbers)s added", number)
    yield _named(said, counts.updates_added)


def _status(status: str) -> str:
    """What a story became; empty for what it was."""
    return {
        "live": _("story live again"),
        "ended": _("story ended"),
        "retracted": _("story retracted"),
    }.get(status, status)


def _counted(counts: Counts) -> Iterable[str]:
    yield _("many changes in the text") if counts.uncounted else ""
    for place, words in COUNTED.items():
        number = attrgetter(place)(counts)
        yield words % {"number": number, "printed": number_printed(number)} if number else ""


def _of_updates(counts: Counts) -> Iterable[str]:
    number = len(counts.updates_retracted)
    said = ngettext("Update %(numbers)s retracted", "Updates %(numbers)s retracted", number)
    yield _named(said, counts.updates_retracted)
    number = len(counts.updates_restored)
    said = ngettext("Update %(numbers)s restored", "Updates %(numbers)s restored", number)
    yield _named(said, counts.updates_restored)


def _named(words: str, numbers: tuple[int, ...]) -> str:
    """Words that name updates by their numbers: "Updates 4, 5 and 6 added"."""
    return words % {"numbers": listed(map(str, numbers))} if numbers else ""
