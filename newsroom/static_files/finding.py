"""Finds what is no file of its own: sheets and scripts put together of many, and the site's logo.

Every file in `css/pages/` and `js/pages/` is such an entry: it names what belongs together, and
what is found under its name is the whole. So tests, a developer and the gathered files get the
same bytes.
"""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

from newsroom.static_files import look, modules, sheets, words


class PagesFinder(BaseFinder):
    """Puts an entry together whenever it is asked for; a moment's work."""

    def check(self, **_given: object) -> list[Any]:
        """There is nothing to configure."""
        return []

    def find(self, path: str, find_all: Any = False, **_given: object) -> Any:  # noqa: ANN401, FBT002
        """The whole path of what is made for a static path; an empty list where nothing is."""
        if path not in _offered():
            return []
        found = _made(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:  # noqa: ANN401 - as in Django
        """Every path that something is made for, with the storage that holds it."""
        storage = FileSystemStorage(location=_folder())
        for path in sorted(_offered()):
            if not matches_patterns(path, ignore_patterns):
                _made(path)
                yield path, storage


def _offered() -> set[str]:
    entries = (
        entry.relative_to(root).as_posix()
        for root in map(Path, settings.STATICFILES_DIRS)
        for entry in root.glob("*/pages/*.*")
    )
    return {*entries, *(kept.place for kept in look.files())}


def _made(path: str) -> str:
    """Make it, and write it where it is not the same as before."""
    target = _folder() / path
    content = _content(path)
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return str(target)


def _content(path: str) -> bytes:
    for kept in look.files():
        if kept.place == path:
            return kept.file.read_bytes()
    roots = map(Path, settings.STATICFILES_DIRS)
    entry = next(root / path for root in roots if (root / path).is_file())
    if path.startswith("js/"):
        return modules.script(entry).encode()
    return (words.tokens() + sheets.sheet(entry.resolve()) + look.tokens()).encode()


@cache
def _folder() -> Path:
    """A folder of this process; it goes when the process ends."""
    kept = tempfile.TemporaryDirectory(prefix="newsroom-pages-")
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
