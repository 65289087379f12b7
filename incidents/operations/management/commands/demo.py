"""Loads the demo newsroom."""

import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.actions.refusals import Refused
from incidents.operations.demo.moving.turns import turns
from incidents.operations.demo.newsroom import STORIES
from incidents.operations.demo.playing import load


class Command(BaseCommand):
    """Loads the stories that are not held yet; with --live, lets one more move."""

    help = "Load the demo newsroom. What is held already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether the story moves, and how fast."""
        parser.add_argument(
            "--live", action="store_true", help="post, correct and retract until Ctrl-C"
        )
        parser.add_argument(
            "--every", type=_seconds, default=20.0, metavar="SECONDS", help="between two of these"
        )

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401 - as in Django
        """Load, and go on if asked to."""
        loaded = load(STORIES)
        if given["verbosity"]:
            self.stdout.write(_told(len(loaded)))
        if given["live"]:
            self._move(given["every"])

    def _move(self, seconds: float) -> None:
        """Go on until Ctrl-C, or until the process is asked to end; the story then rests."""
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        moves = turns()
        self.stdout.write(f"One thing every {seconds:g} s; Ctrl-C ends it.")
        try:
            for done in moves:
                self.stdout.write(done)
                self.stdout.flush()
                time.sleep(seconds)
        except KeyboardInterrupt:
            moves.close()
            self.stdout.write("The story rests.")
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        finally:
            signal.signal(signal.SIGTERM, before)


def _told(loaded: int) -> str:
    if not loaded:
        return "The demo newsroom is loaded already; nothing was changed."
    return f"Loaded {loaded} of {len(STORIES)} demo stories."


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ArgumentTypeError(f"“{value}” is no number of seconds; write one above 0")
    return seconds
