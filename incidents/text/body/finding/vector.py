"""The words of texts with their places, in the form of PostgreSQL's `tsvector`."""

from collections.abc import Iterable, Mapping

from incidents.text.body.finding.tokens import Words

LAST_PLACE = 16_000
"""PostgreSQL takes all places behind the 16,383rd for that one."""

MOST_PLACES = 250
"""PostgreSQL keeps no more than 255 places of one word."""

_BETWEEN = 2
"""So far apart are the last word of a text and the first of the next: no phrase spans both."""


class Vector:
    """Gathers texts, one behind the other."""

    def __init__(self, facets: Iterable[str] = ()) -> None:
        self.places: dict[str, list[str]] = {facet: [] for facet in facets}
        self.next = 1

    def add(self, text: Iterable[Words], lexemes: Mapping[str, str], weight: str = "") -> int:
        """Put a text behind the others; the place at which it begins.

        `lexemes` are the words without their endings; `weight` is A, B, C or nothing.
        """
        begins = place = self.next
        for here in text:
            for word in here:
                held = self.places.setdefault(lexemes[word], [])
                if len(held) < MOST_PLACES:
                    held.append(f"{min(place, LAST_PLACE)}{weight}")
            place += 1
        self.next = place + _BETWEEN
        return begins

    def written(self) -> str:
        """The vector as PostgreSQL reads it; words without a place are what it is filtered by."""
        return " ".join(_entry(*entry) for entry in self.places.items())


def quoted(lexeme: str) -> str:
    """A word as it stands in a vector or a query."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _entry(lexeme: str, places: list[str]) -> str:
    return f"{quoted(lexeme)}:{','.join(places)}" if places else quoted(lexeme)
