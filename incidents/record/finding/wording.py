"""A search in the form of PostgreSQL's `tsquery`, for texts in several languages at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.record.finding.stems import fills_in, lexemes
from incidents.text.body.finding.asking import Asked, Term
from incidents.text.body.finding.vector import quoted


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a search, and the facets that a portion must have all of.

    Of each group of `any_of` a portion must have one.
    """

    words: str
    ranked: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()

    def within(self, periods: Sequence[str]) -> "Wording":
        """The same in some months or years only; in all where none are named."""
        if not periods:
            return self
        return Wording(self.words, self.ranked, self.all_of, (*self.any_of, tuple(periods)))

    @property
    def in_order(self) -> bool:
        """Whether words have to follow each other: the index knows only which stories have them."""
        return " <" in self.words

    @property
    def query(self) -> str:
        """All of it as one `tsquery`."""
        facets = [quoted(facet) for facet in self.all_of]
        choices = [f"({' | '.join(map(quoted, group))})" for group in self.any_of]
        return " & ".join([f"({self.words})", *facets, *choices])


def worded(asked: Asked, stemmers: Sequence[str], facets: Iterable[str]) -> Wording:
    """A search as the texts of each language would have its words.

    Endings go by other rules in each language; where that makes a difference, each form is looked
    for in the texts of its own languages alone.
    """
    forms: dict[str, list[str]] = {}
    ranked: dict[str, None] = {}
    for stemmer in stemmers:
        known = lexemes_of(asked, stemmer)
        ways = [_way(way, known, stemmer) for way in asked.ways]
        forms.setdefault(_either(ways), []).append(stemmer)
        for way in asked.ways:
            wanted = [term for term in way if not term.without]
            ranked.setdefault(_way(wanted, known, stemmer))
    if len(forms) == 1:
        words = next(iter(forms))
    else:
        words = _either(
            f"({form}) & ({' | '.join(quoted(f'stemmer:{name}') for name in names)})"
            for form, names in forms.items()
        )
    return Wording(words, _either(ranked), tuple(facets))


def lexemes_of(asked: Asked, stemmer: str) -> Mapping[str, str]:
    """The words of a search without their endings."""
    terms = (term for way in asked.ways for term in way)
    return lexemes(stemmer, {word.word for term in terms for word in term.words})


def _way(terms: Sequence[Term], known: Mapping[str, str], stemmer: str) -> str:
    """All terms together; words that only fill in count where nothing else is looked for."""
    telling = [term for term in terms if not _is_filler(term, stemmer)]
    if any(not term.without for term in telling):
        terms = telling
    return " & ".join(_term(term, known) for term in terms)


def _is_filler(term: Term, stemmer: str) -> bool:
    alone = len(term.words) == 1 and not term.quoted and not term.without
    return alone and fills_in(stemmer, term.words[0].word)


def _term(term: Term, known: Mapping[str, str]) -> str:
    first, *others = term.words
    said = quoted(known[first.word])
    for word in others:
        said += f" <{word.after}> {quoted(known[word.word])}"
    said = f"({said})" if others else said
    return f"!{said}" if term.without else said


def _either(ways: Iterable[str]) -> str:
    each = tuple(dict.fromkeys(ways))
    return each[0] if len(each) == 1 else " | ".join(f"({way})" for way in each)
