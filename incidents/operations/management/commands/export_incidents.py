"""Writes the public archive to a file."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from incidents.operations.exporting import MissingPicture, lines
from incidents.operations.verifying import stories_at

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    """Writes all public stories with their history; the file is there only once it is whole."""

    help = "Write the public archive, history included, as JSON Lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which stories."""
        parser.add_argument("file", metavar="FILE", help="where to; - is standard output")
        parser.add_argument(
            "--incident",
            metavar="SLUG",
            help="only stories of this slug or path, also a former one",
        )

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401 - as in Django
        """Write the archive as it stands now."""
        slug = given["incident"]
        chosen = stories_at(slug) if slug else None
        if slug and not chosen:
            raise CommandError(f"There is no story at “{slug}”.")
        try:
            self._write_out(given["file"], lines(timezone.now(), chosen), given["verbosity"])
        except MissingPicture as missing:
            raise CommandError(
                f"The file “{missing}” of a picture is missing from the storage. Put it back, for "
                "an archive without it is not whole; verify_history names all that are missing."
            ) from missing

    def _write_out(self, place: str, archive: Iterator[str], verbosity: int) -> None:
        if place == STANDARD_OUTPUT:
            for line in archive:
                self.stdout.write(line, ending="")
            return
        path = Path(place)
        try:
            written = _write(path, archive)
        except OSError as problem:
            raise CommandError(f"{path} cannot be written: {problem.strerror}.") from problem
        if verbosity:
            self.stdout.write(f"{written:,} lines written to {path}")


def _write(path: Path, archive: Iterator[str]) -> int:
    """Write beside the place, and move it there when it has reached the disk."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            for line in archive:
                file.write(line)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count
