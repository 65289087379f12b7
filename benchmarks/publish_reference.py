"""What one more publication costs in Wagtail, in a process of its own.

Reads the address of a database and a text from standard input; prints the median milliseconds of
`page.save_revision().publish()` and of a plain `save()` of the same row. Stands alone: the
interpreter that has Wagtail needs nothing of ours.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType

ROUNDS = 41
APP = "publish_models"

MODELS = """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page

class Story(Page):
    body = RichTextField()
    class Meta:
        app_label = "publish_models"

class Plain(models.Model):
    headline = models.CharField(max_length=200)
    body = models.TextField()
    class Meta:
        app_label = "publish_models"
"""


def set_up(database: dict[str, object]) -> ModuleType:
    """Configure a Wagtail with one kind of page; the module of its models."""
    package = Path(tempfile.mkdtemp()) / APP
    (package / "migrations").mkdir(parents=True)
    for folder in (package, package / "migrations"):
        (folder / "__init__.py").touch()
    (package / "models.py").write_text(MODELS)
    sys.path.insert(0, str(package.parent))
    import_module("django.conf").settings.configure(
        SECRET_KEY="of no use",
        USE_TZ=True,
        STATIC_URL="/static/",
        WAGTAIL_SITE_NAME="Bench",
        WAGTAILADMIN_BASE_URL="http://localhost",
        DATABASES={"default": database},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            *("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"),
            *("django.contrib.messages", "modelcluster", "taggit", "wagtail.images"),
            *("wagtail.documents", "wagtail.users", "wagtail.search", "wagtail.admin", "wagtail"),
            APP,
        ],
    )
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    models = import_module(f"{APP}.models")
    with import_module("django.db").connection.schema_editor() as editor:
        for model in (models.Story, models.Plain):
            editor.create_model(model)
    return models


def measured(act: Callable[[str], object], text: str) -> float:
    """The median milliseconds of an act with another text each time."""
    taken = []
    for turn in range(ROUNDS + 3):
        body = f"{text}<p>{turn}</p>"
        started = time.perf_counter()
        act(body)
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken[3:])


def main() -> None:
    """Measure both."""
    given = json.load(sys.stdin)
    models = set_up(given["database"])
    root = models.Page.objects.get(depth=1)
    page = root.add_child(instance=models.Story(title="A story", body=given["text"]))

    def publish(body: str) -> None:
        page.body = body
        page.save_revision().publish()

    def plain(body: str) -> None:
        models.Plain(headline="A story", body=body).save()

    found = {"publish": measured(publish, given["text"]), "plain": measured(plain, given["text"])}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
