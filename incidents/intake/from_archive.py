"""The public archive of a newsroom: its whole history, taken over as it was."""

import gzip
import zlib
from pathlib import Path
from typing import TextIO

from incidents.actions.imports.archive.loading import load
from incidents.actions.imports.items import ImportReport, Refusal
from incidents.intake._source import WholeSource

GZIP = b"\x1f\x8b"


class Archive(WholeSource):
    """An archive as `export_incidents` writes it, packed with gzip or not."""

    name = "archive"
    description = "the public archive of a newsroom, into one that has published nothing yet"

    def carry(self, path: Path, *, dry_run: bool) -> ImportReport:
        """Take over all of it, or nothing; the report names the first line that does not hold."""
        try:
            with _opened(path) as file:
                return load(file, dry_run=dry_run)
        except UnicodeDecodeError as problem:
            return _refused(f"this is no UTF-8 ({problem})")
        except (OSError, EOFError, zlib.error) as problem:
            return _refused(f"it cannot be read: {problem}")


def _opened(path: Path) -> TextIO:
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP)) == GZIP
    if is_packed:
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return path.open(encoding="utf-8", newline="\n")


def _refused(reason: str) -> ImportReport:
    return ImportReport(refusals=[Refusal(1, reason)])
