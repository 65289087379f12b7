"""A difference between two versions of a story, said in one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from incidents.text.difference import Difference, SentenceCounts, sentence_counts

NOTHING = "Nothing that a reader sees changed."


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened between two versions; fields left out happened not at all."""

    sentences: SentenceCounts = field(default_factory=SentenceCounts)
    uncounted: bool = False
    """So much of the text changed that its sentences were not counted."""
    headline_changed: bool = False
    topic_line_changed: bool = False
    notice_changed: bool = False
    byline_changed: bool = False
    summary_changed: bool = False
    key_events_changed: bool = False
    pinned_changed: bool = False
    status: str = ""
    """The new status, such as ``ended``; empty when it is the old one."""
    updates_added: tuple[int, ...] = ()
    updates_retracted: tuple[int, ...] = ()
    updates_restored: tuple[int, ...] = ()
    media_added: int = 0
    media_removed: int = 0
    media_changed: int = 0
    pictures_replaced: int = 0
    captions_added: int = 0
    captions_removed: int = 0
    sources_added: int = 0
    sources_removed: int = 0
    sources_changed: int = 0
    topics_added: int = 0
    topics_removed: int = 0
    related_added: int = 0
    related_removed: int = 0


def counted(differences: Iterable[Difference]) -> SentenceCounts:
    """Add up the sentences that the differences of several pieces touch."""
    return sum(map(sentence_counts, differences), SentenceCounts())


def sentence(counts: Counts) -> str:
    """Say it: "1 sentence changed, 1 source added, Update 3 retracted."."""
    said = ", ".join(filter(None, (*_of_the_story(counts), *_of_the_text(counts), *_rest(counts))))
    return f"{said[0].upper()}{said[1:]}." if said else NOTHING


def _of_the_story(counts: Counts) -> Iterable[str]:
    yield "headline changed" if counts.headline_changed else ""
    yield "topic line changed" if counts.topic_line_changed else ""
    yield f"story {_STATUS.get(counts.status, counts.status)}" if counts.status else ""
    yield "notice changed" if counts.notice_changed else ""
    yield "byline changed" if counts.byline_changed else ""
    yield "summary changed" if counts.summary_changed else ""
    yield "key events changed" if counts.key_events_changed else ""
    yield "pinned update changed" if counts.pinned_changed else ""
    yield _updates(counts.updates_added, "added")


def _of_the_text(counts: Counts) -> Iterable[str]:
    sentences = counts.sentences
    yield "many changes in the text" if counts.uncounted else ""
    yield _number(sentences.changed, "sentence", "changed")
    yield _number(sentences.added, "sentence", "added")
    yield _number(sentences.removed, "sentence", "removed")
    yield _number(sentences.moved, "paragraph", "moved")
    yield _number(sentences.restyled, "paragraph", "changed in links or emphasis only")


def _rest(counts: Counts) -> Iterable[str]:
    yield _number(counts.media_added, "item", "of media added")
    yield _number(counts.media_removed, "item", "of media removed")
    yield _number(counts.pictures_replaced, "picture", "replaced")
    yield _number(counts.media_changed, "item", "of media described anew")
    yield _number(counts.captions_added, "caption", "added")
    yield _number(counts.captions_removed, "caption", "removed")
    yield _number(counts.sources_added, "source", "added")
    yield _number(counts.sources_removed, "source", "removed")
    yield _number(counts.sources_changed, "source", "changed")
    yield _number(counts.topics_added, "topic", "added")
    yield _number(counts.topics_removed, "topic", "removed")
    yield _number(counts.related_added, "related story", "added")
    yield _number(counts.related_removed, "related story", "removed")
    yield _updates(counts.updates_retracted, "retracted")
    yield _updates(counts.updates_restored, "restored")


_STATUS = {"live": "live again", "ended": "ended", "retracted": "retracted"}


def _number(number: int, noun: str, verb: str) -> str:
    if not number:
        return ""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural} {verb}"


def _updates(numbers: tuple[int, ...], verb: str) -> str:
    if not numbers:
        return ""
    *most, last = map(str, numbers)
    return f"Updates {', '.join(most)} and {last} {verb}" if most else f"Update {last} {verb}"
