"""Taking over a whole archive in one transaction: all of it, or nothing."""

from collections.abc import Iterable
from itertools import pairwise

from django.db import DatabaseError, connection, transaction

from incidents.actions.imports.archive import rebuilding
from incidents.actions.imports.archive.checking import Checker
from incidents.actions.imports.archive.pictures import Files
from incidents.actions.imports.archive.reading import UNREADABLE, BrokenLine, Line, read
from incidents.actions.imports.archive.wordings import Wordings
from incidents.actions.imports.archive.writing import Written
from incidents.actions.imports.items import ImportReport, Refusal, Remark
from incidents.actions.ledger.change import write_event
from incidents.actions.ledger.writing import shelve
from incidents.models import (
    Checkpoint,
    Incident,
    KeptDifference,
    LedgerHead,
    Update,
    Version,
)
from incidents.record.history import transparency
from incidents.text.difference import compare, first_changes
from incidents.text.hashing.checkpoint import NoteError, opened, parsed
from incidents.text.sanitise import blocks
from incidents.text.times import parse_iso

OCCUPIED = (
    "this newsroom has published other versions, so that those of the archive cannot keep their "
    "positions; import it into a newsroom in which nothing was published yet"
)


def load(texts: Iterable[str], *, dry_run: bool = False) -> ImportReport:
    """Set the newsroom up from an archive, or find that it holds it already.

    Nothing is kept where a line does not hold; the report then names that line.
    """
    report, files = ImportReport(), Files(keep=not dry_run)
    try:
        with transaction.atomic():
            _lock()
            if Version.objects.exists():
                _compare(texts, report)
            else:
                _take_over(texts, report, files)
            transaction.set_rollback(dry_run)
    except BrokenLine as broken:
        files.forget()
        return ImportReport(refusals=[Refusal(broken.line, broken.reason)])
    return report


def _lock() -> None:
    """Let nothing be published while the positions are being given out."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE incidents_ledgerhead IN EXCLUSIVE MODE")


def _compare(texts: Iterable[str], report: ImportReport) -> None:
    """Whether every version of the archive stands here, at its position."""
    stories = 0
    for line in read(texts):
        stories += line.type == "story"
        if line.type == "version":
            row = Version.objects.filter(position=line.whole("position"))
            if row.values_list("hash", flat=True).first() != line.said.get("hash"):
                raise BrokenLine(line.number, OCCUPIED)
    report.already_held = stories


def _take_over(texts: Iterable[str], report: ImportReport, files: Files) -> None:
    checker, written, wordings = Checker(), Written.beginning(), Wordings.beginning()
    number = left_out = 0
    try:
        for line in read(texts):
            number = line.number
            if line.type == "page":
                wordings.take(line)
            else:
                left_out += _take(line, checker, written, files)
        checker.end()
        written.flush()
        _rebuild(checker, written)
    except UnicodeDecodeError:  # of the whole file, which whoever opened it knows
        raise
    except UNREADABLE as problem:
        raise BrokenLine(number, f"it cannot be read: {problem}") from problem
    except DatabaseError as problem:
        reason = str(problem).partition("\n")[0]
        raise BrokenLine(number, f"it cannot be stored: {reason}") from problem
    report.stories, report.versions = len(written.stories), checker.position
    report.updates = Update.objects.count()
    if wordings.left_out:
        reason = (
            f"{wordings.left_out} wordings of pages about the newsroom were left out: "
            "this newsroom has begun these pages itself"
        )
        report.remarks.append(Remark(1, reason))
    if left_out:
        reason = f"{left_out} signed heads are not of this newsroom's own key and were left out"
        report.remarks.append(Remark(1, reason))


def _take(line: Line, checker: Checker, written: Written, files: Files) -> bool:
    """Take over one line; whether it was left out."""
    match line.type:
        case "archive":
            return False
        case "topic":
            written.topic(line)
        case "story":
            checker.story(line)
            written.story(line)
        case "picture":
            files.take(line)
        case "version":
            written.version(checker.version(line))
        case "head":
            return not _keep_head(line, checker)
        case _:
            raise BrokenLine(line.number, f"a line of an unknown type, “{line.type}”")
    return False


def _keep_head(line: Line, checker: Checker) -> bool:
    """Keep a head that the newsroom's own key signed; every head has to fit the versions."""
    note = line.text("note")
    head = parsed(note)
    fits = head.size == line.whole("size") == checker.tree.size
    if not fits or head.root != checker.tree.root():
        raise BrokenLine(line.number, "the versions before it are not those that this head covers")
    try:
        opened(note, transparency.key())
    except NoteError:
        return False
    Checkpoint.objects.create(
        size=head.size,
        root=head.root.hex(),
        frontier=[root.hex() for root in checker.tree.roots],
        note=note,
        at=parse_iso(line.text("at")),
    )
    return True


def _rebuild(checker: Checker, written: Written) -> None:
    """Make what stands behind the versions: the head of the ledger, and the editors' rows."""
    if checker.position:
        LedgerHead.objects.create(position=checker.position)
    for story in written.stories.values():
        rebuilding.rebuild(story, written.topics)
        _keep_differences(story)
    for story in written.stories.values():
        rebuilding.relate(story)
        write_event("incident.imported", by=None, incident=story)
    shelve([story.pk for story in written.stories.values()])


def _keep_differences(story: Incident) -> None:
    """Keep what changed in texts that were rewritten in a newsroom, as the writing of it does."""
    for before, after in pairwise(rebuilding.texts_of(story)):
        old, new = before.html, after.html
        is_kept = before.key == after.key and after.origin != Version.Origin.IMPORTED
        if not is_kept or None in (old, new) or old == new or before.redacted or after.redacted:
            continue
        found = compare(blocks(str(old)), blocks(str(new)))
        KeptDifference.objects.create(
            old_id=before.hash,
            new_id=after.hash,
            first=list(first_changes(found)),
        )
