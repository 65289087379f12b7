"""Which kind of change a version is, whether it is that, who is told why and who must agree."""

from collections.abc import Iterable

from incidents.actions.ledger import pieces
from incidents.actions.ledger.marking import SUMMARY, Pairs, summary_words
from incidents.actions.ledger.touches import Change, Value
from incidents.actions.refusals import KindNeeded, NoteNeeded, SecondPairNeeded, Unconfirmed
from incidents.models import Version
from incidents.text.lineage.caution import risks, sounds_like_correction

Kind = Version.Kind

ORDER = tuple(Kind.values)
"""The closed list; a mixed change takes the first kind that applies."""

TEXT_KINDS = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.ADDITION, Kind.TYPO)
"""What an editor may call a change of published text."""

MILDER_KINDS = (Kind.TYPO, Kind.CLARIFICATION, Kind.ADDITION)
"""What an error that was put right must not be called."""

ALONE = (
    *(Kind.REDACTION, Kind.RETRACTION),
    *(Kind.SOURCES, Kind.STATUS, Kind.PRESENTATION),
)
"""What needs no second pair of eyes: it takes away, or says nothing new."""

TEXT_KIND_CHOICES = tuple((kind.value, str(kind.label)) for kind in TEXT_KINDS)


def resolve(chosen: str, implied: Iterable[str], *, text_changed: bool) -> str:
    """The kind of a change: the first in `ORDER` of what the editor says and what was touched.

    Raises KindNeeded where published text changed and no kind of text change was chosen.
    """
    if chosen and chosen not in TEXT_KINDS:
        raise KindNeeded(f"“{chosen}” is not a kind of edit. Choose one from the list.")
    if text_changed and not chosen:
        raise KindNeeded("Published text was changed: say what kind of change this is.")
    applying = {*implied, chosen} - {""}
    return min(applying, key=ORDER.index)


def check_note(kind: str, note: str) -> None:
    """Refuse an empty note where readers must be told why."""
    if not note and kind not in Version.KINDS_WITHOUT_NOTE:
        label = Kind(kind).label.lower()
        raise NoteNeeded(f"Tell readers why: a change of this kind ({label}) needs a public note.")


def ask_second(change: Change, kind: str, altered: Pairs) -> None:
    """Refuse what nobody has looked over, where the newsroom or the story asks for that."""
    alone = change.hands.approver is None and not change.hands.emergency
    if alone and change.needs_second and change.by and change.origin == Version.Origin.NEWSROOM:
        refuse_alone(kind, in_new_words=_summed_up_anew(altered))


def _summed_up_anew(altered: Pairs) -> bool:
    """Whether a summary says something that it did not say before."""
    old, touch = altered.get(SUMMARY, (None, None))
    if touch is None or touch.implies != Kind.PRESENTATION:
        return False
    return bool({*summary_words(touch.value)} - {*summary_words(old)})


def refuse_alone(kind: str, *, in_new_words: bool = False) -> None:
    """Refuse a kind of change that takes a second pair of eyes. Raises SecondPairNeeded.

    So does one that is called presentation and comes `in_new_words`.
    """
    if in_new_words or kind not in ALONE:
        raise SecondPairNeeded(
            "This needs a second pair of eyes: hand it in at the desk, and a colleague approves it."
        )


def ask(change: Change, kind: str, altered: Pairs) -> None:
    """Refuse a typo that changes facts, and an error put right under a milder name.

    Raises Unconfirmed, unless the editor has confirmed what the change is.
    """
    milder = kind in MILDER_KINDS or (kind == Kind.PRESENTATION and SUMMARY in altered)
    if not milder or (change.particulars and change.particulars.confirmed):
        return
    found = [*_facts(altered)] if kind == Kind.TYPO else []
    if found:
        raise Unconfirmed(
            "This is more than spelling. Choose what it is, or confirm that it is only a typo.",
            found,
        )
    if sounds_like_correction(change.note):
        label = Kind(kind).label.lower()
        raise Unconfirmed(
            "Your note says that something was wrong: an error put right is called a correction. "
            f"Choose “Correction”, or confirm that this is only of the kind “{label}”.",
            (),
        )


def _facts(altered: Pairs) -> list[str]:
    found: list[str] = []
    for key, (old, touch) in altered.items():
        if pieces.is_worded(key) and not touch.implies and old and touch.value:
            for name in ("headline", "html", *pieces.TOLD):
                found += risks(_field(old, name), _field(touch.value, name))
    return found


def _field(value: Value, name: str) -> str:
    return str(value.get(name, ""))
