"""Two editors at one text: made-up trials of a merge, and what must be true of any outcome.

The judge knows nothing of how a merge works: it counts sentences in plain text.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from tests.text.samples.prose import Newsroom

Text = list[list[str]]
"""Paragraphs of sentences."""

Edits = Callable[[random.Random, Text], tuple[Text, Text]]
"""What two editors make of a text."""

_WORDS = " ".join(Newsroom(11).article(600)).replace(".", "").lower().split()


@dataclass(frozen=True, slots=True)
class Trial:
    """A text and what two editors made of it."""

    scenario: str
    base: Text
    yours: Text
    theirs: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a merge gave, as plain text: with each side chosen throughout, and all that is asked."""

    with_yours: str
    with_theirs: str
    asked: str


class Fault(NamedTuple):
    """What is wrong with a merge, and the sentence that shows it."""

    kind: str
    sentence: str

    @property
    def is_loss(self) -> bool:
        """Whether a change is lost: words that were written, or the taking out of words."""
        return not self.kind.startswith("twice")


def trial(seed: int, edits: Edits, scenario: str = "") -> Trial:
    """Make a text of invented words and let two editors at it."""
    chance = random.Random(seed)
    base = [_sentences(chance, 5) for _ in range(chance.randint(3, 7))]
    if chance.random() < 0.2:
        base[-1].append(base[0][0])
    yours, theirs = edits(chance, base)
    sides = [yours, theirs] if chance.random() < 0.5 else [theirs, yours]
    return Trial(scenario, base, *sides)


def faults(trial: Trial, outcome: Outcome) -> list[Fault]:
    """Say what was lost, came back or stands twice without anybody having been asked."""
    texts = trial.base, trial.yours, trial.theirs
    base, yours, theirs = (Counter(chain.from_iterable(text)) for text in texts)
    asked = set(sentences(outcome.asked))
    found = []
    for side, result in ((yours, outcome.with_yours), (theirs, outcome.with_theirs)):
        other = theirs if side is yours else yours
        said = Counter(sentences(result))
        for one in base | yours | theirs | said:
            here, there, was, now = side[one], other[one], base[one], said[one]
            if here > was and now < here:
                found.append(Fault("chosen, yet lost", one))
            if there > was and now < there and one not in asked:
                found.append(Fault("lost", one))
            if here == there == was > now and one not in asked:
                found.append(Fault("touched by nobody, yet lost", one))
            if min(here, there) < was <= now and was == max(here, there) and one not in asked:
                found.append(Fault("taken out, yet back", one))
            if now > max(here, there):
                found.append(Fault("twice, or written by nobody", one))
    return found


def sentences(plain: str) -> list[str]:
    """Cut plain text, in which each full stop ends a sentence."""
    return [f"{part.strip()}." for part in re.sub(r"\s+", " ", plain).split(".") if part.strip()]


def sentence(chance: random.Random) -> str:
    """Write a sentence of 3 to 20 words."""
    return " ".join(chance.choices(_WORDS, k=chance.randint(3, 20))).capitalize() + "."


def _sentences(chance: random.Random, most: int) -> list[str]:
    return [sentence(chance) for _ in range(chance.randint(1, most))]


def _copy(text: Text) -> Text:
    return [list(paragraph) for paragraph in text]


def _retyped(chance: random.Random, said: str) -> str:
    words = said[:-1].split(" ")
    words[chance.randrange(len(words))] = f"typed{chance.randrange(10**6)}"
    return " ".join(words)[0].upper() + " ".join(words)[1:] + "."


def _rewritten(chance: random.Random, said: str) -> str:
    words = said[:-1].split(" ")
    kept = words[: chance.randint(0, len(words) // 2)]
    return " ".join([*kept, sentence(chance)[:-1].lower()]).capitalize() + "."


def _spot(chance: random.Random, text: Text) -> tuple[int, int]:
    paragraph = chance.choice([number for number, one in enumerate(text) if one])
    return paragraph, chance.randrange(len(text[paragraph]))


def _edited(chance: random.Random, text: Text, spot: tuple[int, int]) -> Text:
    new = _copy(text)
    one = chance.choice([_retyped, _rewritten])(chance, text[spot[0]][spot[1]])
    new[spot[0]][spot[1]] = one
    return new


def _disjoint_paragraphs(chance: random.Random, base: Text) -> tuple[Text, Text]:
    one, other = chance.sample(range(len(base)), 2)
    sides = []
    for paragraph in (one, other):
        spot = paragraph, chance.randrange(len(base[paragraph]))
        sides.append(chance.choice([_edited, _without, _with_more])(chance, base, spot))
    return sides[0], sides[1]


def _without(chance: random.Random, base: Text, spot: tuple[int, int]) -> Text:
    new = _copy(base)
    if chance.random() < 0.3:
        new[spot[0]] = []
    else:
        del new[spot[0]][spot[1]]
    return new


def _with_more(chance: random.Random, base: Text, spot: tuple[int, int]) -> Text:
    new = _copy(base)
    if chance.random() < 0.3:
        new.insert(spot[0], [sentence(chance)])
    else:
        new[spot[0]].insert(spot[1], sentence(chance))
    return new


def _same_paragraph_far_apart(chance: random.Random, base: Text) -> tuple[Text, Text]:
    paragraph = chance.randrange(len(base))
    while len(base[paragraph]) < 3:
        base[paragraph].append(sentence(chance))
    yours = _edited(chance, base, (paragraph, 0))
    return yours, _edited(chance, base, (paragraph, len(base[paragraph]) - 1))


def _same_sentence(chance: random.Random, base: Text) -> tuple[Text, Text]:
    spot = _spot(chance, base)
    return _edited(chance, base, spot), _edited(chance, base, spot)


def _same_word(chance: random.Random, base: Text) -> tuple[Text, Text]:
    paragraph, place = _spot(chance, base)
    yours, theirs = _copy(base), _copy(base)
    word = chance.choice(base[paragraph][place][:-1].split(" "))
    for number, side in enumerate((yours, theirs)):
        said = base[paragraph][place][:-1].split(" ")
        said[said.index(word)] = f"word{number}"
        side[paragraph][place] = " ".join(said) + "."
    return yours, theirs


def _both_append(chance: random.Random, base: Text) -> tuple[Text, Text]:
    sides = []
    for _ in range(2):
        new = _copy(base)
        more = _sentences(chance, 3)
        if chance.random() < 0.5:
            new.append(more)
        else:
            new[-1] += more
        sides.append(new)
    return sides[0], sides[1]


def _delete_against_edit(chance: random.Random, base: Text) -> tuple[Text, Text]:
    spot = _spot(chance, base)
    edit = chance.choice([_edited, _with_more])
    return _without(chance, base, spot), edit(chance, base, spot)


def _move_against_edit(chance: random.Random, base: Text) -> tuple[Text, Text]:
    spot = _spot(chance, base)
    return _moved(chance, base, spot), chance.choice([_edited, _moved, _without])(
        chance, base, spot
    )


def _moved(chance: random.Random, base: Text, spot: tuple[int, int]) -> Text:
    new = _copy(base)
    if chance.random() < 0.5:
        paragraph = new.pop(spot[0])
        new.insert(chance.randrange(len(new) + 1), paragraph)
        return new
    said = new[spot[0]].pop(spot[1])
    to = chance.randrange(len(new))
    new[to].insert(chance.randint(0, len(new[to])), said)
    return new


def _rewrite_against_typo(chance: random.Random, base: Text) -> tuple[Text, Text]:
    spot = _spot(chance, base)
    yours, theirs = _copy(base), _copy(base)
    yours[spot[0]] = _sentences(chance, 5)
    if chance.random() < 0.3:
        yours[spot[0]].append(_retyped(chance, base[spot[0]][spot[1]]))
    theirs[spot[0]][spot[1]] = _retyped(chance, base[spot[0]][spot[1]])
    return yours, theirs


def _identical_edits(chance: random.Random, base: Text) -> tuple[Text, Text]:
    both = anything(chance, base)
    one = anything(chance, both) if chance.random() < 0.3 else both
    return _copy(both), one


def _one_side_empty(chance: random.Random, base: Text) -> tuple[Text, Text]:
    return [], anything(chance, base) if chance.random() < 0.8 else _copy(base)


def anything(chance: random.Random, base: Text) -> Text:
    """Do one to four things of any kind to a text."""
    new = _copy(base)
    for _ in range(chance.randint(1, 4)):
        if not any(new):
            return [[sentence(chance)]]
        spot = _spot(chance, new)
        new = chance.choice([_edited, _without, _with_more, _moved, _broken])(chance, new, spot)
    return new


def _broken(chance: random.Random, base: Text, spot: tuple[int, int]) -> Text:
    """Part a paragraph in two, or join it to the next."""
    new = _copy(base)
    if spot[1]:
        new[spot[0] : spot[0] + 1] = [base[spot[0]][: spot[1]], base[spot[0]][spot[1] :]]
    elif spot[0] + 1 < len(new):
        new[spot[0] : spot[0] + 2] = [base[spot[0]] + base[spot[0] + 1]]
    return new


def anything_against_anything(chance: random.Random, base: Text) -> tuple[Text, Text]:
    """Let both editors do several things at once."""
    return anything(chance, base), anything(chance, base)


SCENARIOS: dict[str, Edits] = {
    "disjoint paragraphs": _disjoint_paragraphs,
    "same paragraph, far apart": _same_paragraph_far_apart,
    "same sentence": _same_sentence,
    "same word": _same_word,
    "both append": _both_append,
    "delete against edit": _delete_against_edit,
    "move against edit": _move_against_edit,
    "rewrite against typo": _rewrite_against_typo,
    "identical edits": _identical_edits,
    "one side empty": _one_side_empty,
}
"""What two editors may do to one text."""


def as_body(text: Sequence[Sequence[str]]) -> str:
    """Write paragraphs of sentences as a body."""
    return "\n".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in text if paragraph)
