"""Where else the sentences of a text stand that is taken out whole: in corrections, above all."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from incidents.actions.redactions.masking import MACHINE_FIELDS, Value
from incidents.actions.redactions.reading import readings
from incidents.actions.redactions.terms import REMOVED, TEXT_REMOVED
from incidents.text.hashing.canonical import JSON
from incidents.text.lineage import provenance
from incidents.text.sentences import split

FEWEST_WORDS = 4
FEWEST_LETTERS = 20
"""How long a sentence is that is looked for everywhere, in words or, without spaces, in letters."""

FEWEST_QUOTED = 2
"""Of how many words a correction is that quotes a part of a sentence, and not a word by chance."""

QUOTING = {
    "correction": ("corrections", ("wrong", "right")),
    "key_events": ("events", ("headline",)),
}
MARKS = ("marks", ("wrong", "right", "note"))
"""Where a text is repeated: in corrections, in the list of key events, and in marks on texts."""

_NO_PROSE = MACHINE_FIELDS | {"url", "path", "slug", "marks"}
_WORD = re.compile(r"[^\W_]+")


class Quotations:
    """The sentences of texts that are taken out whole, known again in whatever form they stand."""

    def __init__(self, sentences: Iterable[str] = ()) -> None:
        masks = {_words(REMOVED), _words(TEXT_REMOVED), ""}
        self._all = frozenset(map(_words, sentences)) - masks
        self.long = tuple(sorted(filter(_is_long, self._all)))

    def stand_in(self, text: str) -> bool:
        """Whether a text holds one of the sentences, of those that nobody writes by chance."""
        if not self.long:
            return False
        said = [f" {_signs(reading)} " for reading in readings(text)]
        return any(f" {sentence} " in told for told in said for sentence in self.long)

    def masked(self, key: str, value: Value) -> Value:
        """The value of a piece without what its corrections or marks quote."""
        if not self._all:
            return value
        name, fields = QUOTING.get(key, MARKS)
        return {**value, name: self._without(value[name], fields)} if name in value else value

    def marks(self, held: JSON) -> JSON:
        """The marks on a text without what they quote."""
        return self._without(held, MARKS[1])

    def _without(self, entries: JSON, fields: Sequence[str]) -> JSON:
        if not isinstance(entries, Sequence) or isinstance(entries, str):
            return entries
        return [
            {k: REMOVED if k in fields and self._quoted_in(v) else v for k, v in entry.items()}
            if isinstance(entry, Mapping)
            else entry
            for entry in entries
        ]

    def _quoted_in(self, said: JSON) -> bool:
        """Whether something said of a text quotes it: a sentence, or some words of one."""
        if not isinstance(said, str) or not said:
            return False
        if self.stand_in(said) or not self._all.isdisjoint(map(_words, split(said))):
            return True
        words = _words(said)
        is_part = words.count(" ") + 1 >= FEWEST_QUOTED
        return is_part and any(f" {words} " in f" {sentence} " for sentence in self._all)


def sentences(value: JSON, goes: Callable[[str], bool] = bool, name: str = "") -> Iterator[str]:
    """The sentences of those fields of a piece that go."""
    if isinstance(value, str):
        if name not in _NO_PROSE and goes(value):
            yield from provenance.sentences(value) if name == "html" else split(value)
    elif isinstance(value, Mapping):
        for inner, item in value.items():
            if inner not in _NO_PROSE:
                yield from sentences(item, goes, inner)
    elif isinstance(value, Sequence):
        for item in value:
            yield from sentences(item, goes, name)


def _is_long(words: str) -> bool:
    return words.count(" ") + 1 >= FEWEST_WORDS or len(words) >= FEWEST_LETTERS


def _words(sentence: str) -> str:
    """A sentence as it is compared: its words alone."""
    return _signs(next(readings(sentence)))


def _signs(reading: str) -> str:
    return " ".join(_WORD.findall(reading))
