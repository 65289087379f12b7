"""Short ways to ask the API and to walk through its lists."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client

Row = dict[str, Any]


def path_of(address: str) -> str:
    """The path and query of an absolute address of the site."""
    assert address.startswith(settings.SITE_URL), address
    return address.removeprefix(settings.SITE_URL)


def rows(client: Client, path: str) -> list[Row]:
    """The rows of a page."""
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    found: list[Row] = answer.json()["results"]
    return found


def refused(client: Client, path: str) -> dict[str, str]:
    """What the API says to each parameter that it refuses."""
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400, answer.content
    return {error["parameter"]: error["detail"] for error in answer.json()["errors"]}


def ids(found: list[Row]) -> list[object]:
    """What the rows are rows of."""
    return [row["id"] for row in found]


def walk(
    client: Client, path: str, between: Callable[[int], object] = lambda _page: None
) -> list[Row]:
    """Every row along `next`; `between` is called with the number of each page."""
    found: list[Row] = []
    address: str | None = f"/api/v1/{path}"
    for page in range(100):
        answer = client.get(address or "").json()
        found += answer["results"]
        if not answer["next"]:
            return found
        address = path_of(answer["next"])
        between(page)
    raise AssertionError("The walk does not end.")
