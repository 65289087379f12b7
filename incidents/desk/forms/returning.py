"""What an editor sees and says before a version is undone or an earlier one restored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.actions.parts.undoing import Choices
from incidents.actions.stories.versions import Foreseen
from incidents.desk.forms.choosing import Question, questions_of, sides_of
from incidents.desk.forms.drafting import AloneForm
from incidents.desk.forms.fields import base_field, note_field, request_key_field
from incidents.record.history.differing import saying, tallying, wording
from incidents.record.history.differing.comparing import Compared, told_apart
from incidents.record.ledger import Standing, Value
from incidents.record.pages.history import PieceComparison
from incidents.record.printing import piece_name

FIELD_NAMES = {"html": "", "text": "", "path": ""}


class ReturnForm(AloneForm):
    """Why something comes back, and what the story was when that was shown."""

    note = note_field()
    base = base_field()
    request_key = request_key_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = "Why, for readers"
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = "Tell readers why."


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would change, in words and piece by piece, what stays, and what is to be chosen."""

    base: int
    words: str
    pieces: tuple[PieceComparison, ...]
    kept: tuple[str, ...]
    questions: tuple[Question, ...]
    choices: Choices


def prospect(foreseen: Foreseen, posted: Mapping[str, str]) -> Prospect:
    """What would change, with the choices that were made so far."""
    pairs = {
        key: (_piece(key, old), _piece(key, new))
        for key, (old, new) in sorted(
            foreseen.pieces.items(), key=lambda item: wording.place(item[0])
        )
        if wording.seen(key, old) != wording.seen(key, new)
    }
    compared = [told_apart(key, pair) for key, pair in pairs.items()]
    asked = {
        place: questions_of({place: (_label(place), found)}, posted)
        for place, found in foreseen.conflicts.items()
    }
    chosen = {place: sides_of(questions) for place, questions in asked.items()}
    return Prospect(
        base=foreseen.base,
        words=_words(pairs, compared),
        pieces=tuple(each.piece for each in compared),
        kept=foreseen.kept,
        questions=tuple(question for questions in asked.values() for question in questions),
        choices={place: sides for place, sides in chosen.items() if sides is not None},
    )


def _piece(key: str, value: Value | None) -> Standing | None:
    return None if value is None else Standing(key, 0, "", value, "")


def _words(pairs: tallying.Pairs, compared: list[Compared]) -> str:
    rewritten = [
        each.prose
        for each in compared
        if each.piece.outcome == "changed"
        and tallying.is_rewritten(each.piece.key, pairs[each.piece.key])
    ]
    if not pairs:
        return ""
    return saying.sentence(tallying.counts(pairs, rewritten)) or saying.nothing()


def _label(place: str) -> str:
    key, _, name = place.rpartition(".")
    words = piece_name(key) if not key.startswith("source-") else "source"
    detail = FIELD_NAMES.get(name, name.replace("_", " "))
    return ": ".join(filter(None, (words[:1].upper() + words[1:], detail)))
