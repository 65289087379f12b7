"""Brings stories in from files."""

import datetime as dt
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from incidents.actions.imports import load
from incidents.actions.imports.items import ImportedItem, ImportReport, Refusal, Remark
from incidents.intake._progress import Progress
from incidents.intake._source import (
    ImportSource,
    Options,
    Outcome,
    Unfit,
    WholeSource,
    discover,
)
from incidents.intake.printed.clock import named_zone
from incidents.models import Incident

_FLAGS = {"date": "--date", "time_zone": "--time-zone", "language": "--language", "key": "--key"}
_COUNTS = {
    "stories": "stories",
    "versions": "versions",
    "updates": "updates",
    "unchanged_states": "states without a change, left out",
    "already_held": "stories already held, left as they are",
}


def _refuse_without_tables() -> None:
    """Say what to do where the database has not been prepared; exit code 2."""
    if Incident._meta.db_table not in connection.introspection.table_names():
        raise CommandError(
            "This database holds no newsroom yet. Make its tables first: manage.py migrate",
            returncode=2,
        )


class Command(BaseCommand):
    """Imports files of one format; what cannot be imported is named with its line and reason."""

    help = "Import stories from files. A second run of the same file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The format, the files, and what the files do not say themselves."""
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--from", dest="format", default="", help="one that --list names")
        parser.add_argument("--list", action="store_true", help="name the formats")
        parser.add_argument("--dry-run", action="store_true", help="report all, import nothing")
        parser.add_argument("--date", type=_date, help="where none is printed: YYYY-MM-DD")
        parser.add_argument("--time-zone", default="", help="where none is printed: an IANA name")
        parser.add_argument("--language", default="", help="BCP 47 tag of the text, such as en")
        parser.add_argument("--key", default="", help="what names the story for ever in its format")

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401 - as in Django
        """Import, report, and fail if anything was refused."""
        sources = discover()
        if given["list"]:
            for source in sources.values():
                self.stdout.write(_described(source))
            return
        _refuse_without_tables()
        source = _chosen(sources, given["format"], given["files"])
        options = _options(source, given)
        progress = Progress.over(given["files"], sys.stderr)
        totals = ImportReport()
        for path in source.in_order(given["files"]):
            outcomes = self._watched(path, source.read(path, options), totals, progress)
            if isinstance(source, WholeSource):
                report = source.carry(path, dry_run=given["dry_run"])
            else:
                report = load(
                    progress.through(path, outcomes),
                    format_name=source.name,
                    dry_run=given["dry_run"],
                )
            progress.finish()
            for refusal in report.refusals:
                self._tell(path, refusal)
            for remark in report.remarks:
                self._tell(path, remark)
            _add(totals, report)
        self._conclude(totals, is_dry=given["dry_run"])

    def _watched(
        self, path: Path, outcomes: Iterable[Outcome], totals: ImportReport, progress: Progress
    ) -> Iterator[ImportedItem]:
        """The items alone; the rest is told at once and kept in the totals."""
        for outcome in outcomes:
            if isinstance(outcome, ImportedItem):
                yield outcome
                continue
            progress.finish()
            self._tell(path, outcome)
            if isinstance(outcome, Refusal):
                totals.refusals.append(outcome)
            else:
                totals.remarks.append(outcome)

    def _tell(self, path: Path, outcome: Refusal | Remark) -> None:
        kind = "refused" if isinstance(outcome, Refusal) else "remark"
        text = f": {outcome.text}" if outcome.text else ""
        self.stderr.write(f"{path}:{outcome.line}: {kind}: {outcome.reason}{text}")

    def _conclude(self, totals: ImportReport, *, is_dry: bool) -> None:
        if is_dry:
            self.stdout.write("Nothing was imported: this was a dry run.")
        for name, words in _COUNTS.items():
            self.stdout.write(f"{getattr(totals, name):>9,} {words}")
        self.stdout.write(f"{len(totals.remarks):>9,} remarks")
        self.stdout.write(f"{len(totals.refusals):>9,} refused")
        if totals.refusals:
            raise SystemExit(1)


def _date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as problem:
        raise ArgumentTypeError(f"“{value}” is no date; write YYYY-MM-DD") from problem


def _described(source: ImportSource) -> str:
    flags = " ".join(flag for name, flag in _FLAGS.items() if name in source.takes)
    return f"{source.name:<18}{source.description} [{flags}]"


def _chosen(sources: dict[str, ImportSource], name: str, files: list[Path]) -> ImportSource:
    if name not in sources:
        problem = f"there is no format “{name}”" if name else "say what the files are with --from"
        raise CommandError(f"{problem}; the formats are: {', '.join(sources)}")
    if not files:
        raise CommandError("name at least one file")
    return sources[name]


def _options(source: ImportSource, given: dict[str, Any]) -> Options:
    for name, flag in _FLAGS.items():
        if given[name] and name not in source.takes:
            raise CommandError(f"{source.name} has no use for {flag}; leave it out")
    if given["key"] and len(given["files"]) > 1:
        raise CommandError("--key names one story; give one file with it")
    if given["time_zone"]:
        try:
            named_zone(given["time_zone"])
        except Unfit as problem:
            raise CommandError(problem.refusal.reason) from problem
    return Options(given["date"], given["time_zone"], given["language"], given["key"])


def _add(totals: ImportReport, report: ImportReport) -> None:
    for name in _COUNTS:
        setattr(totals, name, getattr(totals, name) + getattr(report, name))
    totals.refusals.extend(report.refusals)
    totals.remarks.extend(report.remarks)
