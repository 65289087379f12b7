"""Checks that no stored version was changed, added or removed."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.operations.checking.findings import Findings
from incidents.operations.verifying import stories_at, verify


class Command(BaseCommand):
    """Follows every chain and computes every hash again; exit 1 if anything does not hold."""

    help = "Check the public history: every hash, every number, every position."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which stories."""
        parser.add_argument(
            "--incident",
            metavar="SLUG",
            help="only stories of this slug or path, also a former one",
        )

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401 - as in Django
        """Check, name the first bad row of each chain, and fail if there is any."""
        slug = given["incident"]
        chosen = stories_at(slug) if slug else None
        if slug and not chosen:
            raise CommandError(f"There is no story at “{slug}”.")
        found = verify(chosen)
        for fault in found.faults:
            self.stderr.write(str(fault))
        if found.faults:
            self.stderr.write(_failed(found))
            raise SystemExit(1)
        self.stdout.write(_held(found, is_all=chosen is None))


def _held(found: Findings, *, is_all: bool) -> str:
    chains = "1 chain holds" if found.chains == 1 else f"{found.chains:,} chains hold"
    versions = "1 version" if found.versions == 1 else f"{found.versions:,} versions"
    all_of_them = "All " if is_all and found.chains != 1 else ""
    return "\n".join([f"{all_of_them}{chains} ({versions})", *_remarks(found, is_all=is_all)])


def _remarks(found: Findings, *, is_all: bool) -> Iterator[str]:
    """What else was looked at, and what the hashes do not cover."""
    if found.heads:
        heads = "1 signed head holds" if found.heads == 1 else f"{found.heads:,} signed heads hold"
        yield heads
    elif is_all and found.versions:
        yield "No head is signed yet: an end that was cut off with its counters would not be found"
    if found.redacted:
        texts = "1 text was" if found.redacted == 1 else f"{found.redacted:,} texts were"
        yield f"{texts} redacted, each in a public change"
    if found.bare:
        yield f"{found.bare:,} versions of schema 1: their hashes do not cover the HTML shown"


def _failed(found: Findings) -> str:
    faults = "1 fault" if len(found.faults) == 1 else f"{len(found.faults):,} faults"
    return f"{faults} in {found.chains:,} chains ({found.versions:,} versions)"
