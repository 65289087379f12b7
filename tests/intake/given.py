"""What the tests of the import sources share: files of their own, and what came of them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from incidents.actions.imports.items import ImportedItem, Refusal, Remark
from incidents.intake._source import Options, Outcome, discover


def read(name: str, path: Path, **options: object) -> list[Outcome]:
    """All that one file gives."""
    return list(discover()[name].read(path, Options(**options)))  # type: ignore[arg-type]


def items(outcomes: Iterable[Outcome]) -> list[ImportedItem]:
    """The stories among them."""
    return [outcome for outcome in outcomes if isinstance(outcome, ImportedItem)]


def refusals(outcomes: Iterable[Outcome]) -> list[Refusal]:
    """The refusals among them."""
    return [outcome for outcome in outcomes if isinstance(outcome, Refusal)]


def remarks(outcomes: Iterable[Outcome]) -> list[Remark]:
    """The remarks among them."""
    return [outcome for outcome in outcomes if isinstance(outcome, Remark)]


def only(outcomes: Iterable[Outcome]) -> ImportedItem:
    """The one story; a refusal fails the test with its reason."""
    outcomes = list(outcomes)
    assert not refusals(outcomes), refusals(outcomes)
    (item,) = items(outcomes)
    return item


def page(*sections: str, headline: str = "Bridge closed", date: str = "4 May 2021") -> str:
    """A live page."""
    return "\n".join([headline, date, "", *sections])


def section(heading: str, text: str = "Some text.") -> str:
    """An update of a live page."""
    return f"{heading}\n\n{text}\n"


Write = Callable[[str], Path]
