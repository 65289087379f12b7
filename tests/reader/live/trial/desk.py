"""A desk in another process: told by lines of JSON, it changes a story or cuts the listener."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from django.db import OperationalError, connection

from incidents.actions.stories import lifecycle
from incidents.live.listening import NAME
from incidents.models import Incident
from tests import factories
from tests.newsroom.clones import PATIENCE, ROOT, Clone
from tests.reader.live.trial import acts
from tests.reader.live.trial.aside import ASIDE

START = "from tests.reader.live.trial.desk import work; work()"
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Standing:
    """A story as its editors left it, and what they did."""

    path: str
    version: int
    made: list[str]


class Desk:
    """The near side: tells the other process what to do."""

    def __init__(self, clone: Clone, seed: int) -> None:
        (clone.root / "tests").symlink_to(ROOT / "tests")
        self._process = subprocess.Popen(
            [clone.python, "manage.py", "shell", "-v0", "-c", START],
            cwd=clone.root,
            env=clone.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.standing = self._ask(seed=seed)

    def move(self, changes: int) -> Standing:
        """Make so many more versions."""
        self.standing = self._ask(changes=changes)
        return self.standing

    def bring_back(self) -> Standing:
        """Restore the story where it is retracted, and change it once more."""
        self.standing = self._ask(bring_back=True)
        return self.standing

    def cut(self) -> None:
        """End the connection of every listener."""
        self._ask(cut=True)

    def close(self) -> None:
        """End the other process."""
        self._process.communicate(timeout=PATIENCE)

    def _ask(self, **told: object) -> Standing:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return Standing(**json.loads(self._process.stdout.readline()))


def work() -> None:
    """The far side: do what is told until nothing more is."""
    chance = Random(json.loads(sys.stdin.readline())["seed"])
    row = factories.long_story(3)
    factories.story("The other side", topics=list(row.topics.all()))
    _tell(row, [])
    for line in sys.stdin:
        connection.close()  # the database may have been stopped meanwhile
        _wait(connection.ensure_connection)
        _tell(row, _done(row, chance, json.loads(line)))


def _done(row: Incident, chance: Random, told: dict[str, Any]) -> list[str]:
    if "cut" in told:
        with connection.cursor() as cursor:
            cursor.execute(CUT, [NAME])
        return []
    if "bring_back" in told:
        now = Incident.objects.get(pk=row.pk)
        if now.retracted_at:
            lifecycle.restore(now, by=None, note="It was right.")
        factories.update(Incident.objects.get(pk=row.pk))
        return []
    return list(acts.moving(row, chance, told["changes"], acts.ACTS + ASIDE))


def _tell(row: Incident, made: list[str]) -> None:
    now = Incident.objects.get(pk=row.pk)
    said = {"path": f"/news/{now.path}/", "version": now.version_number, "made": made}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _wait(connect: Callable[[], Made]) -> Made:
    """Until the database is there again."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return connect()
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
