"""The worker."""

import signal
from typing import NoReturn

from django.core.management.base import BaseCommand

from incidents.operations import worker


class Command(BaseCommand):
    """Runs beside the web process; the launcher starts it."""

    help = (
        "Let texts go out at their time, sign the head of the history and tell caches what to "
        "forget, until SIGTERM or Ctrl-C."
    )

    def handle(self, *_args: object, **_given: object) -> None:
        """Work; every step can be cut off and is taken again by the next start."""
        signal.signal(signal.SIGTERM, _end)
        signal.signal(signal.SIGINT, _end)
        worker.everything().work()


def _end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)
