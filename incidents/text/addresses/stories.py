"""The public paths of stories, of what belongs to them, and of their days.

A story keeps a path of its own, "2017/02/25/clashes" (`Incident.path`, `Address.path`), and stands
on the site at "/news/2017/02/25/clashes". All paths here are without closing slash and suffix, in
the letters of their script; `incidents.formats.addresses` makes addresses of them.
"""

import re
import unicodedata
from datetime import date
from urllib.parse import unquote

from incidents.text.addresses.slugs import RESERVED

NEWS = "/news"
"""Where all days and stories stand; below it the addresses of `incidents.reader.urls` begin."""

_BEFORE = f"{NEWS}/"
_PERIOD = re.compile(rf"{NEWS}/\d+(?:/\d+){{0,2}}")
_ADDRESS = re.compile(
    r"(?:^|/)news/(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<slug>[^/?#]+)/?(?:[?#].*)?$"
)
_SUFFIX = re.compile(r"\.(?:html?|json|xml|md)$", re.IGNORECASE)


def kept_path(day: date, name: str) -> str:
    """What a story keeps of its path: "2017/02/25/clashes"."""
    return f"{within_news(day_path(day))}/{name}"


def story_path(kept: str) -> str:
    """Where the story stands that keeps this path: "/news/2017/02/25/clashes"."""
    return f"{_BEFORE}{kept}"


def within_news(path: str) -> str:
    """What follows "/news/": of a story, what it keeps; a path elsewhere stays as it is."""
    return path.removeprefix(_BEFORE)


def within_typed(typed: str) -> str:
    """What follows "/news/" in a path as people type it: with that or without, slashes or none."""
    return typed.strip("/").removeprefix(_BEFORE[1:]).strip("/")


def is_in_news(address: str) -> bool:
    """Whether a story, what belongs to one, or a day, month or year stands at an address."""
    return address.startswith(_BEFORE)


def is_period(path: str) -> bool:
    """Whether a path is that of a day, a month or a year."""
    return _PERIOD.fullmatch(path) is not None


def day_path(day: date) -> str:
    """The index of one day."""
    return f"{month_path(day)}/{day.day:02d}"


def month_path(day: date) -> str:
    """The index of the month of a day."""
    return f"{year_path(day)}/{day.month:02d}"


def year_path(day: date) -> str:
    """The index of the year of a day."""
    return f"{_BEFORE}{day.year:04d}"


def update_path(story_path: str, number: int) -> str:
    """One update of a story on its own."""
    return f"{story_path}/updates/{number}"


def updates_path(story_path: str, stretch: str) -> str:
    """Older updates of a long story, by the name of their stretch: "…/updates/51..100"."""
    return f"{story_path}/updates/{stretch}"


def comments_path(story_path: str) -> str:
    """What readers wrote about a story."""
    return f"{story_path}/comments"


def provenance_path(story_path: str) -> str:
    """Since which version each sentence of a story has stood in it."""
    return f"{story_path}/provenance"


def changes_path(story_path: str) -> str:
    """The change history of a story."""
    return f"{story_path}/changes"


def after_path(story_path: str, number: int) -> str:
    """What changed in a story after a version, for a page that is open."""
    return f"{changes_path(story_path)}/after/{number}"


def version_path(story_path: str, number: int) -> str:
    """A story as it stood at one version."""
    return f"{changes_path(story_path)}/{number}"


def proof_path(story_path: str, number: int) -> str:
    """What the hash of a version is computed from."""
    return f"{version_path(story_path, number)}/proof"


def comparison_path(story_path: str, older: int, newer: int) -> str:
    """What changed in a story between two versions."""
    return f"{changes_path(story_path)}/{older}..{newer}"


def time_map_path(story_path: str, page: int = 1) -> str:
    """The versions of a story by their times."""
    return f"{story_path}/timemap" if page == 1 else f"{story_path}/timemap/{page}"


def time_gate_path(story_path: str) -> str:
    """The way to the version of a story that stood at a time."""
    return f"{story_path}/at"


def normalise_address(address: str) -> str | None:
    """Read the path that a story keeps out of an address as printed anywhere; None if none.

    Takes ``/news/2017/2/5/x.md`` and ``https://host/zh/news/2017/02/5/x.html`` alike and gives
    ``2017/02/05/x``: zero-padded, percent-decoded, NFC, without suffix, query and host.
    """
    found = _ADDRESS.search(address.strip())
    if found is None:
        return None
    name = unicodedata.normalize("NFC", _SUFFIX.sub("", unquote(found["slug"])))
    if not name.strip(".") or "/" in name or not name.isprintable() or name in RESERVED:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return kept_path(day, name)
