"""Where a page stands: the one place that knows how addresses and suffixes are built.

Every answer is percent-encoded, ready for a header, an attribute or a document.
"""

import re
from datetime import date
from urllib.parse import quote

from incidents.record.pages import Page, StoryPage
from incidents.record.pages.stretches import Stretch

_INDEX = re.compile(r"/|/news/\d+(?:/\d+){0,2}")
_PLAIN_IN_PATH = "/:@!$&'*+,;=~"


def path_of(page: Page | str) -> str:
    """The path of a page without suffix and closing slash; a path is taken as it is."""
    if isinstance(page, str):
        return page.rstrip("/") or "/"
    if isinstance(page, StoryPage) and page.frozen is not None:
        return version_path(page.path, page.frozen.number)
    return page.path.rstrip("/") or "/"


def html_address(page: Page | str) -> str:
    """The address of the HTML page: "/news/2017/02/25/clashes/"."""
    path = path_of(page)
    return "/" if path == "/" else f"{_encoded(path)}/{_query(page)}"


def suffixed(page: Page | str, suffix: str) -> str:
    """The address in another format: ".../clashes.json", and "/news/2017/02/25/index.json"."""
    path = path_of(page)
    if _INDEX.fullmatch(path):
        return f"{_encoded(path).rstrip('/')}/index.{suffix}"
    return f"{_encoded(path)}.{suffix}{_query(page)}"


def day_path(day: date) -> str:
    """The index of one day."""
    return f"/news/{day.year:04d}/{day:%m/%d}"


def month_path(day: date) -> str:
    """The index of the month of a day."""
    return f"/news/{day.year:04d}/{day:%m}"


def year_path(day: date) -> str:
    """The index of the year of a day."""
    return f"/news/{day.year:04d}"


def year_of(path: str, year: int) -> str:
    """The stories of one year of a topic or outlet."""
    return f"{path}/{year:04d}"


def changes_path(story_path: str) -> str:
    """The change history of a story."""
    return f"{story_path}/changes"


def version_path(story_path: str, number: int) -> str:
    """A story as it stood at one version."""
    return f"{story_path}/changes/{number}"


def comparison_path(story_path: str, older: int, newer: int) -> str:
    """What changed in a story between two versions."""
    return f"{story_path}/changes/{older}..{newer}"


def proof_path(story_path: str, number: int) -> str:
    """What the hash of a version is computed from."""
    return f"{version_path(story_path, number)}/proof"


def time_map_path(story_path: str, page: int = 1) -> str:
    """The versions of a story by their times."""
    return f"{story_path}/timemap" if page == 1 else f"{story_path}/timemap/{page}"


def time_gate_path(story_path: str) -> str:
    """The way to the version of a story that stood at a time."""
    return f"{story_path}/at"


def update_path(story_path: str, number: int) -> str:
    """One update of a story on its own."""
    return f"{story_path}/updates/{number}"


def updates_path(story_path: str, stretch: Stretch) -> str:
    """Older updates of a long story: "…/updates/51..100"."""
    return f"{story_path}/updates/{stretch.name}"


def _query(page: Page | str) -> str:
    """What of a list is shown, where a page is part of one: "?kind=correction"."""
    asked = "" if isinstance(page, str) else str(getattr(page, "query", ""))
    return f"?{asked}" if asked else ""


def _encoded(path: str) -> str:
    return quote(path, safe=_PLAIN_IN_PATH, errors="replace")
