"""How many of each thing came, went or changed between two versions of a story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.record.history.differing import wording
from incidents.record.ledger import Standing, Value
from incidents.record.reading import strings, text, whole_numbers
from incidents.text.difference import Difference, SentenceCounts, counted

Pair = tuple[Standing | None, Standing | None]
"""A piece before and after; None where the story had it not yet, or not any more."""

Pairs = Mapping[str, Pair]

Values = tuple[Value | None, Value | None]


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


def counts(pairs: Pairs, prose: Sequence[Difference]) -> Counts:
    """Count what happened; `prose` are the differences of the texts among the pieces.

    Texts that were added or taken away as a whole are counted as such, not by their sentences.
    """
    told = {key: values(pair) for key, pair in pairs.items()}
    updates = {int(key[7:]): pair for key, pair in told.items() if key.startswith("update-")}
    listed = [pair for key, pair in told.items() if key.startswith("source-")]
    shown = [pair for key, pair in told.items() if key.startswith("medium-")]
    shown_gone, shown_come = _moves(*_shown(told))
    captions_gone, captions_come = _moves(*(_captions(each) for each in _of(told, "captions")))
    topics_gone, topics_come = _moves(*(wording.topics(each) for each in _of(told, "topics")))
    related_gone, related_come = _moves(*(wording.related(each) for each in _of(told, "related")))
    return Counts(
        sentences=counted(prose),
        headline_changed=_differs(told, "headline"),
        topic_line_changed=_differs(told, "topic_line"),
        notice_changed=_differs(told, "notice"),
        byline_changed="credits" in told,
        summary_changed="summary" in told,
        key_events_changed="key_events" in told,
        pinned_changed="pinned" in told,
        status=_new_status(told),
        updates_added=tuple(n for n, (old, new) in sorted(updates.items()) if old is None),
        updates_retracted=_turned(updates, "retracted"),
        updates_restored=_turned(updates, "published"),
        sources_added=sum(old is None and new is not None for old, new in listed),
        sources_removed=sum(old is not None and new is None for old, new in listed),
        sources_changed=sum(None not in (old, new) and old != new for old, new in listed),
        media_added=shown_come,
        media_removed=shown_gone,
        media_changed=sum(_is_retold(old, new) for old, new in shown),
        pictures_replaced=sum(_is_replaced(old, new) for old, new in shown),
        captions_added=captions_come,
        captions_removed=captions_gone,
        topics_added=topics_come,
        topics_removed=topics_gone,
        related_added=related_come,
        related_removed=related_gone,
    )


def values(pair: Pair) -> Values:
    """What a piece said and says; None where it is not on the page."""
    old, new = (each.value if each else None for each in pair)
    return old, new


def is_rewritten(key: str, pair: Pair) -> bool:
    """Whether a text stood before and after, and says something else."""
    old, new = values(pair)
    if old is None or new is None or key.partition("-")[0] not in ("lead", "update"):
        return False
    return text(old, "state") == text(new, "state") and wording.body(old) != wording.body(new)


def _of(told: Mapping[str, Values], key: str) -> list[Value]:
    return [value or {} for value in told.get(key, (None, None))]


def _captions(value: Value) -> tuple[str, ...]:
    return strings(value, "captions")


def _shown(told: Mapping[str, Values]) -> tuple[list[str], list[str]]:
    """What the texts that stood before and after showed, and show."""
    texts = [pair for key, pair in told.items() if key == "lead" or key.startswith("update-")]
    pairs = [(old, new) for old, new in texts if old is not None and new is not None]
    before, after = ([str(n) for p in pairs for n in whole_numbers(p[i], "media")] for i in (0, 1))
    return before, after


def _file(value: Value) -> str:
    file = value.get("file")
    return text(file, "sha256") if isinstance(file, dict) else ""


def _is_replaced(old: Value | None, new: Value | None) -> bool:
    return old is not None and new is not None and _file(old) != _file(new)


def _is_retold(old: Value | None, new: Value | None) -> bool:
    """Whether something else is said of an image, quoted post or video."""
    if old is None or new is None:
        return False
    return {**old, "file": None} != {**new, "file": None}


def _differs(told: Mapping[str, Values], key: str) -> bool:
    old, new = told.get(key, (None, None))
    return text(old, "text") != text(new, "text")


def _new_status(told: Mapping[str, Values]) -> str:
    old, new = told.get("status", (None, None))
    before, after = text(old, "status"), text(new, "status")
    return after if before and before != after else ""


def _turned(updates: Mapping[int, Values], state: str) -> tuple[int, ...]:
    """The numbers of the updates that are in a state now and were not before."""
    return tuple(
        number
        for number, (old, new) in sorted(updates.items())
        if old is not None and text(new, "state") == state != text(old, "state")
    )


def _moves(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many entries of a list went, and how many came."""
    return len(set(old) - set(new)), len(set(new) - set(old))
