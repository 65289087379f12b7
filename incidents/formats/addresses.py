"""The address of a page, in HTML and with the suffix of a format, made of its path.

Every answer is percent-encoded, ready for a header, an attribute or a document.
"""

from urllib.parse import quote

from incidents.record.pages import Page, StoryPage
from incidents.text.addresses.stories import is_period, version_path

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
    if path == "/" or is_period(path):
        return f"{_encoded(path).rstrip('/')}/index.{suffix}"
    return f"{_encoded(path)}.{suffix}{_query(page)}"


def year_of(path: str, year: int) -> str:
    """The stories of one year of a topic or outlet."""
    return f"{path}/{year:04d}"


def _query(page: Page | str) -> str:
    """What of a list is shown, where a page is part of one: "?kind=correction"."""
    asked = "" if isinstance(page, str) else str(getattr(page, "query", ""))
    return f"?{asked}" if asked else ""


def _encoded(path: str) -> str:
    return quote(path, safe=_PLAIN_IN_PATH, errors="replace")
