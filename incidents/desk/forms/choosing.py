"""Two editors at one text: what both changed is merged, and where it cannot be, a person chooses.

The actions merge, and say where somebody has to choose. A form of the administration that holds
several texts and lists at once settles its texts itself, from what each field showed when it was
opened: a list may be older than they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Model

from incidents.actions.refusals import Met, Refused
from incidents.text.difference import compare, html
from incidents.text.lineage.choices import SIDES, names
from incidents.text.lineage.flow import Sentence, Token, phrase
from incidents.text.lineage.merging import Clash, Merge, Side, merge, merge_lines
from incidents.text.sanitise import blocks, body, line

BODIES = ("lead", "body")
SENTENCES_AROUND = 2
NONE = "<p><em>(nothing)</em></p>"
BODY = ".html"
WHOLE = ("html", "line", "text")
"""The fields of pieces that say nothing else."""

LABELS = {
    "lead": "Initial report",
    "topic_line": "Topic line",
    "status": "Status line",
    "notice": "Verification notice",
    "html": "What has happened",
    "at": "Time",
    "headline": "Headline",
    "label": "Number as printed elsewhere",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One field that an editor changed: as it was shown, as it was typed, as it stands now."""

    field: str
    label: str
    seen: str
    typed: str
    now: str
    is_body: bool = False

    @property
    def is_overtaken(self) -> bool:
        """Whether someone else changed it since, into something else than was typed."""
        return self.now not in (self.seen, self.typed)

    def merged(self) -> Merge:
        """Both changes together."""
        return (merge if self.is_body else merge_lines)(self.seen, self.typed, self.now)


@dataclass(frozen=True, slots=True)
class Question:
    """One place where a person has to choose; texts are HTML, the differences from before marked.

    `before` and `after` are the words around it; `chosen` is "yours", "theirs" or empty.
    """

    name: str
    label: str
    yours: str
    theirs: str
    before: str
    after: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole of a text that somebody else changed, as HTML, and what was changed in it."""

    label: str
    now: str
    difference: str


class ToChoose(Refused):
    """Others changed the same words: choose, for every place, which shall stand."""

    def __init__(self, meetings: Sequence[Meeting], questions: Sequence[Question]) -> None:
        super().__init__(
            "While you were writing, the same words were changed by somebody else. Nothing is "
            "saved yet. For each place below, choose which words shall stand, then save again."
        )
        self.questions = tuple(questions)
        self.wholes = tuple(
            Whole(one.label, one.now if one.is_body else "", _marked(one.seen, one.now))
            for one in meetings
            if one.is_overtaken
        )


def meetings(
    form: forms.BaseForm, row: Model, fields: Iterable[str], *, of: str = ""
) -> list[Meeting]:
    """The fields that the editor changed, of those named, and what the row says in them now."""
    met = []
    for name in fields:
        bound = form[name]
        seen = form.data.get(bound.html_initial_name, "")
        if name in form.changed_data:
            typed, now = form.cleaned_data[name], getattr(row, name)
            was, wants, stands = (_written(name, value) for value in (seen, typed, now))
            label = f"{of}: {bound.label}" if of else str(bound.label)
            met.append(Meeting(bound.html_name, label, was, wants, stands, name in BODIES))
    return met


def settle(met: Sequence[Meeting], posted: Mapping[str, str]) -> dict[str, str]:
    """What each field shall say, by its name in the form. Raises ToChoose."""
    settled: dict[str, str] = {}
    questions: list[Question] = []
    for one in met:
        found = one.merged()
        asked = list(_questions(one, found, posted))
        sides = [SIDES[question.chosen] for question in asked if question.chosen]
        if len(sides) == len(asked):
            settled[one.field] = found.html(sides)
        questions += asked
    if any(not question.chosen for question in questions):
        raise ToChoose(met, questions)
    return settled


def questions_of(
    merges: Mapping[str, tuple[str, Merge]], posted: Mapping[str, str]
) -> list[Question]:
    """The places where a person has to choose, by a name and a label for each text."""
    found = []
    for place, (label, merged) in merges.items():
        shell = Meeting(place, label, "", "", "")
        found += list(_questions(shell, merged, posted))
    return found


def sides_of(questions: Iterable[Question]) -> list[Side] | None:
    """The chosen sides, in order; None where one is missing."""
    chosen = [question.chosen for question in questions]
    return [SIDES[side] for side in chosen] if all(chosen) else None


def asked(met: Mapping[str, Met], posted: Mapping[str, str]) -> list[Question]:
    """What a person has to choose, by "piece.field", with what was chosen so far."""
    open_ones = {
        place: (label_of(place), one.merged) for place, one in met.items() if one.merged.conflicts
    }
    return questions_of(open_ones, posted)


def wholes_of(met: Mapping[str, Met]) -> list[Whole]:
    """The texts that somebody else changed, whole."""
    return [
        Whole(
            label_of(place),
            one.now if place.endswith(BODY) else "",
            _marked(one.before, one.now),
        )
        for place, one in met.items()
    ]


def label_of(place: str) -> str:
    """What a field is called at the desk, of "piece.field"."""
    key, _, name = place.rpartition(".")
    words = LABELS.get(key) if name in WHOLE else None
    return words or LABELS.get(name, name.replace("_", " ").capitalize())


def cites_settled(seen: str, typed: Sequence[int], now: Iterable[int]) -> list[int] | None:
    """The sources to cite: what was ticked and unticked, applied to what is cited now.

    None where nothing was ticked or unticked.
    """
    shown = {int(key) for key in seen.split(",") if key.isdecimal()}
    added, removed = {*typed} - shown, shown - {*typed}
    return sorted(({*now} - removed) | added) if added or removed else None


def _questions(one: Meeting, found: Merge, posted: Mapping[str, str]) -> Iterator[Question]:
    places = [number for number, part in enumerate(found.parts) if isinstance(part, Clash)]
    named = names(one.field, found)
    for name, conflict, place in zip(named, found.conflicts, places, strict=True):
        chosen = posted.get(name, "")
        yield Question(
            name=name,
            label=one.label,
            yours=_marked(conflict.base, conflict.yours) if conflict.yours else NONE,
            theirs=_marked(conflict.base, conflict.theirs) if conflict.theirs else NONE,
            before=_around(found.parts[place - 1] if place else ())[0],
            after=_around(found.parts[place + 1] if place + 1 < len(found.parts) else ())[1],
            chosen=chosen if chosen in SIDES else "",
        )


def _around(part: tuple[Token, ...] | Clash) -> tuple[str, str]:
    """The last and the first sentences of what is agreed, as phrasing content."""
    if isinstance(part, Clash):
        return "", ""
    said = [token for token in part if isinstance(token, Sentence)]
    return phrase(said[-SENTENCES_AROUND:]), phrase(said[:SENTENCES_AROUND])


def _marked(before: str, after: str) -> str:
    return html(compare(blocks(before), blocks(after)))


def _written(name: str, value: object) -> str:
    """A value as text, alike from a form and from a row."""
    if isinstance(value, date):
        return value.isoformat()
    return body(str(value or "")) if name in BODIES else line(str(value or ""))
