"""What a reader has ticked on a Changes page."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from incidents.record.pages import ChangesPage

_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Choice:
    """The two versions ticked; `problem` says in words why they cannot be compared."""

    older: int
    newer: int
    comparable: bool = False
    problem: str = ""

    @classmethod
    def made(cls, query: QueryDict, page: ChangesPage) -> "Choice":
        """Read the query; without one, the newest version and the one before it are ticked."""
        newest = max((change.number for change in page.changes), default=1)
        usual = cls(max(newest - 1, 1), newest)
        if "from" not in query and "to" not in query:
            return usual
        numbers = {change.number for change in page.changes}
        older, newer = sorted((_number(query.get("from")), _number(query.get("to"))))
        if not {older, newer} <= numbers:
            return cls(usual.older, usual.newer, problem="Tick one version on each side.")
        if older == newer:
            words = f"You ticked version {newer} on both sides. Tick two different versions."
            return cls(older, newer, problem=words)
        return cls(older, newer, comparable=True)


def _number(written: str | None) -> int:
    """A version number out of a form; 0, which no version has, for anything else."""
    return int(written) if written and _NUMBER.fullmatch(written) else 0
