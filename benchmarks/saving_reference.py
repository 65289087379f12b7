"""What other ways of keeping versions cost, in a process of its own.

Reads the address of a database and the texts of two versions from standard input, and prints for
each way the milliseconds of a save and the bytes that a version takes. Stands alone: the
interpreter that has these libraries needs nothing of ours.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Protocol

ROUNDS = 60
APP = "saving_models"

MODELS = """
from django.db import models
import reversion
from simple_history.models import HistoricalRecords

class Plain(models.Model):
    headline = models.CharField(max_length=200)
    body = models.TextField()
    class Meta:
        app_label = "saving_models"

@reversion.register()
class Reverted(models.Model):
    headline = models.CharField(max_length=200)
    body = models.TextField()
    class Meta:
        app_label = "saving_models"

class Historical(models.Model):
    headline = models.CharField(max_length=200)
    body = models.TextField()
    history = HistoricalRecords()
    class Meta:
        app_label = "saving_models"
"""


class Row(Protocol):
    """A row of one of the three models."""

    body: str

    def save(self) -> None: ...


def set_up(database: dict[str, object]) -> ModuleType:
    """Configure Django with three models: without history, and with each library's."""
    package = Path(tempfile.mkdtemp()) / APP
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "models.py").write_text(MODELS)
    sys.path.insert(0, str(package.parent))
    import_module("django.conf").settings.configure(
        SECRET_KEY="of no use",
        USE_TZ=True,
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            *("django.contrib.contenttypes", "django.contrib.auth", "reversion"),
            *("simple_history", APP),
        ],
    )
    import_module("django").setup()
    call_command = import_module("django.core.management").call_command
    for run_syncdb in (False, True):
        call_command("migrate", run_syncdb=run_syncdb, verbosity=0)
    return import_module(f"{APP}.models")


def measured(save: Callable[[str], object], texts: list[str]) -> float:
    """The median milliseconds of a save with another text each time."""
    taken = []
    for turn in range(ROUNDS):
        started = time.perf_counter()
        save(texts[turn % 2])
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken[5:])


def main() -> None:
    """Measure each way in turn."""
    given = json.load(sys.stdin)
    models = set_up(given["database"])
    reversion = import_module("reversion")
    connection = import_module("django.db").connection

    def reverted(row: Row, body: str) -> None:
        row.body = body
        with reversion.create_revision():
            row.save()

    def saved(row: Row, body: str) -> None:
        row.body = body
        row.save()

    def size(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
            return int(cursor.fetchone()[0])

    ways = {
        "plain save()": (models.Plain, saved, ""),
        "django-reversion": (models.Reverted, reverted, "reversion_version"),
        "django-simple-history": (models.Historical, saved, "saving_models_historicalhistorical"),
    }
    found = {}
    for name, (model, save, table) in ways.items():
        row = model.objects.create(headline="A headline", body="")
        before = size(table) if table else 0
        ms = measured(partial(save, row), given["texts"])
        grown = (size(table) - before) / ROUNDS if table else 0
        found[name] = {"ms": ms, "bytes": grown}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
