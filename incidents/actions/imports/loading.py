"""Loading items in batches: each story is stored whole, once, and found again the next time."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import DataError, IntegrityError, transaction

from incidents.actions.imports import storing
from incidents.actions.imports.arriving import Arriving, arriving
from incidents.actions.imports.items import ImportedItem, ImportReport, Refusal
from incidents.actions.imports.states import versions
from incidents.actions.ledger.writing import append
from incidents.actions.redactions.rows import concealed
from incidents.actions.refusals import Refused
from incidents.models import House, ImportedStory
from incidents.text.hashing.canonical import CanonicalError

BATCH_STATES = 300
"""How many states are stored at once: the ledger's head is held for well under 100 ms."""

HELD_OTHERWISE = (
    "already imported with other content; the story is left as it is: give the item another key "
    "to import it as a story of its own"
)
TWICE = "the same item stands earlier in this file; only the first one is imported"

UNFIT = (DataError, IntegrityError, Refused, CanonicalError)


def load(items: Iterable[ImportedItem], *, format_name: str, dry_run: bool = False) -> ImportReport:
    """Store what is not held yet; what cannot be stored is refused with its line and reason.

    A dry run does everything and keeps nothing. An interruption leaves whole stories only.
    """
    report = ImportReport()
    for batch in _batches(items):
        try:
            _store(batch, format_name, report, dry_run=dry_run)
        except UNFIT:
            _one_by_one(batch, format_name, report, dry_run=dry_run)
    return report


def _batches(items: Iterable[ImportedItem]) -> Iterator[list[ImportedItem]]:
    batch: list[ImportedItem] = []
    states = 0
    for item in items:
        if batch and states + len(item.states) > BATCH_STATES:
            yield batch
            batch, states = [], 0
        batch.append(item)
        states += len(item.states)
    if batch:
        yield batch


def _one_by_one(
    batch: Sequence[ImportedItem],
    format_name: str,
    report: ImportReport,
    *,
    dry_run: bool,
) -> None:
    """Find the item at fault: it is refused, the others are stored."""
    for item in batch:
        try:
            _store([item], format_name, report, dry_run=dry_run)
        except UNFIT as problem:
            report.refusals.append(Refusal(item.line, str(problem).partition("\n")[0], item.key))


def _store(
    batch: Sequence[ImportedItem],
    format_name: str,
    report: ImportReport,
    *,
    dry_run: bool,
) -> None:
    """Store a batch in one transaction; the report counts it only once it is stored."""
    told = ImportReport()
    with transaction.atomic():
        new, completing = _not_held(batch, format_name, told)
        topics = storing.topics_of([*new, *(item for item, _ in completing)])
        notice = House.current().verification_notice
        stories = [arriving(item, topics, notice) for item in new]
        storing.store(stories, format_name)
        for item, held in completing:
            stories.append(storing.complete(arriving(item, topics, notice), held))
        pending = [version for story in stories for version in versions(story)]
        if pending:
            append(pending)
        _count(told, stories, len(pending))
        transaction.set_rollback(dry_run)
    _add(report, told)


def _not_held(
    batch: Sequence[ImportedItem], format_name: str, told: ImportReport
) -> tuple[list[ImportedItem], list[tuple[ImportedItem, ImportedStory]]]:
    """The items that are new, and the entries of an index that their own page completes."""
    keys = [key for item in batch for key in (item.key, concealed(item.key))]
    rows = ImportedStory.objects.filter(format=format_name, key__in=keys).select_related("incident")
    held = {row.key: row for row in rows}
    new: dict[str, ImportedItem] = {}
    completing: list[tuple[ImportedItem, ImportedStory]] = []
    for item in batch:
        row = held.get(item.key) or held.get(concealed(item.key))
        if row is None and item.key not in new:
            new[item.key] = item
        elif row is None:
            _again(item, new[item.key], TWICE, told)
        elif row.partial and not item.partial and storing.is_untouched(row.incident):
            completing.append((item, row))
        else:
            _again(item, row, HELD_OTHERWISE, told)
    return list(new.values()), completing


def _again(
    item: ImportedItem, held: ImportedItem | ImportedStory, reason: str, told: ImportReport
) -> None:
    """An item that is held: known as it is, or, where it says something else, refused.

    Of a story from which something was removed by law, nothing is left to compare with.
    """
    forgotten = isinstance(held, ImportedStory) and not held.digest
    if forgotten or item.digest == held.digest or (item.partial and not held.partial):
        told.already_held += 1
    else:
        told.refusals.append(Refusal(item.line, reason, item.key))


def _count(told: ImportReport, stories: Sequence[Arriving], stored: int) -> None:
    told.stories = len(stories)
    told.versions = stored
    told.updates = sum(len(story.updates) for story in stories)
    states = sum(len(story.item.states) for story in stories)
    told.unchanged_states = states - stored + sum(story.item.unchanged for story in stories)


def _add(report: ImportReport, told: ImportReport) -> None:
    report.stories += told.stories
    report.versions += told.versions
    report.updates += told.updates
    report.unchanged_states += told.unchanged_states
    report.already_held += told.already_held
    report.refusals.extend(told.refusals)
    report.remarks.extend(told.remarks)
