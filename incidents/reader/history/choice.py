"""What a reader asks of a Changes page: which versions, and which two of them to compare."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from incidents.record.pages.history import ChangesPage, Selection

SIZES = (50, 100, 250)
ORDERS = ("newest", "oldest")
ASKED = ("kind", "piece", "byline", "order", "size", "start", "open")
TICKED = ("from", "to", "preset")
READS = (*ASKED, *TICKED, "at")

_NUMBER = re.compile("[0-9]{1,9}")


class UnknownError(Exception):
    """Something was asked for that no list of versions can be; the message says so to readers."""


def asked(query: QueryDict) -> Selection:
    """The versions that a query asks for. Raises UnknownError."""
    order, size = query.get("order") or ORDERS[0], query.get("size") or str(SIZES[0])
    if order not in ORDERS:
        words = _("Changes have no order “%(order)s”: they stand newest or oldest first.")
        raise UnknownError(words % {"order": order})
    if size not in map(str, SIZES):
        words = _("A page holds 50, 100 or 250 changes, not “%(number)s”.")
        raise UnknownError(words % {"number": size})
    return Selection(
        kind=_said(query, "kind"),
        piece=_said(query, "piece"),
        byline=_said(query, "byline"),
        oldest_first=order == "oldest",
        size=int(size),
        start=_version(query, "start"),
        opened=_version(query, "open"),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """The two versions ticked; `problem` says in words why they cannot be compared.

    `kept` says that they were ticked on another page of the list, and not by us.
    """

    older: int
    newer: int
    comparable: bool = False
    problem: str = ""
    kept: bool = False

    @classmethod
    def made(cls, query: QueryDict, page: ChangesPage) -> "Choice":
        """Read the query; without one, the two newest versions of the page are ticked."""
        usual = _usual(page)
        if "from" not in query and "to" not in query:
            return usual
        older, newer = sorted((_number(query.get("from")), _number(query.get("to"))))
        turning = "start" in query
        if not 1 <= older <= newer <= page.newest:
            problem = "" if turning else _("Tick one version on each side.")
            return cls(usual.older, usual.newer, problem=problem)
        if turning:
            ours = query.get("preset") == f"{older}..{newer}"
            return usual if ours else cls(older, newer, kept=True)
        if older == newer:
            words = _("You ticked version %(number)s on both sides. Tick two different versions.")
            return cls(older, newer, problem=words % {"number": newer})
        return cls(older, newer, comparable=True)

    @property
    def preset(self) -> str:
        """What is ticked from the beginning, so that it can be told from what a reader ticks."""
        return "" if self.kept else f"{self.older}..{self.newer}"


def canonical(page: ChangesPage, choice: Choice) -> str:
    """The one query that shows this page with this choice."""
    if not choice.kept:
        return page.query
    start = "" if page.selection.start else "start=0"
    ticks = urlencode({"from": choice.older, "to": choice.newer})
    return "&".join(filter(None, (page.query, start, ticks)))


def is_canonical(query: QueryDict, written: str) -> bool:
    """Whether a query asks for no more than it has to; what we do not know does not count."""
    wanted = QueryDict(written)
    return all(query.getlist(name) == wanted.getlist(name) for name in (*ASKED, *TICKED))


def _usual(page: ChangesPage) -> Choice:
    """The two newest versions of the page; with one alone, it and the one before it."""
    listed = sorted((change.number for change in page.changes), reverse=True)[:2]
    newer = listed[0] if listed else max(page.newest, 1)
    return Choice(listed[1] if len(listed) > 1 else max(newer - 1, 1), newer)


def _said(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "\N{REPLACEMENT CHARACTER}").strip()


def _version(query: QueryDict, name: str) -> int:
    """The number of a version in a query; 0 where there is none. Raises UnknownError."""
    written = query.get(name, "")
    if written and not _NUMBER.fullmatch(written):
        words = _("“%(written)s” is not the number of a version.")
        raise UnknownError(words % {"written": written})
    return int(written or 0)


def _number(written: str | None) -> int:
    """A version number out of a form; 0, which no version has, for anything else."""
    return int(written) if written and _NUMBER.fullmatch(written) else 0
