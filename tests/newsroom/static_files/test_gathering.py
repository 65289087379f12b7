"""Styles and scripts as they are gathered for readers: compressed, and named by what they hold."""

import re
from pathlib import Path

import pytest
from django.conf import settings as real
from pytest_django import Settings

from newsroom.static_files.gathering import gather

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def gathered(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder that they are gathered in, and no more than our own files to gather."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = real.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    settings.STATICFILES_FINDERS = settings.STATICFILES_FINDERS[:2]
    return tmp_path


def test_gathered_files_are_named_by_content_and_name_each_other_so(gathered: Path) -> None:
    gather()

    (sheet,) = gathered.glob("css/pages/reader.????????????.css")
    fonts = re.findall(r'url\("../../fonts/([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert fonts
    assert all(re.fullmatch(r"[a-z-]+\.[0-9a-f]{12}\.woff2", name) for name in fonts)
    assert all((gathered / "fonts" / name).is_file() for name in fonts)
    assert list(gathered.glob("js/pages/public.????????????.js.gz"))


def test_they_are_gathered_anew_only_where_something_has_changed(
    gathered: Path, settings: Settings
) -> None:
    gather()
    (before,) = gathered.glob("css/pages/reader.????????????.css")
    mark = gathered / "untouched"
    mark.touch()

    gather()
    kept = mark.exists()
    settings.SITE_COLOUR = "#7a0019"
    gather()

    (after,) = gathered.glob("css/pages/reader.????????????.css")
    assert kept
    assert not mark.exists()
    assert after.name != before.name
