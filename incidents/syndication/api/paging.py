"""Pages of a list: cursors on one unique whole number, so that no tie can loop or lose a row.

A row whose key grows (a story that changes takes a new position) may jump ahead of a walk from
the newest on. So such a walk remembers where it began, and ends with what came or moved since.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from incidents.formats.plain import Fields
from incidents.syndication.api.problems import BadParameters

PAGE_SIZE = 50
MOST = 100
ORDERS = ("newest", "oldest")
CURSOR_PATTERN = "^[ncpob][0-9]{1,15}([.][0-9]{1,15})?$"
PARAMETERS = ("cursor", "page_size", "order")
_CURSOR = re.compile(r"([ncpob])([0-9]{1,15})(?:[.]([0-9]{1,15}))?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list, and which way to go from it.

    `n` on to older rows (`top`: the newest row when the walk began), `p` back to newer ones;
    `o` on to newer rows, `b` back to older ones; `c` what is newer than the walk's beginning.
    """

    way: str
    key: int
    top: int | None = None

    def __str__(self) -> str:
        return f"{self.way}{self.key}" + (f".{self.top}" if self.top is not None else "")

    @classmethod
    def read(cls, written: str) -> "Cursor":
        found = _CURSOR.fullmatch(written)
        if found is None:
            told = "Take it unchanged from “next” or “previous” of an answer, or leave it out."
            raise BadParameters({"cursor": told})
        return cls(found[1], int(found[2]), int(found[3]) if found[3] else None)


class Pages(BasePagination):
    """The pages of one list; its view names the unique key of its rows as `key`."""

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        """One page of the list; the ways on are kept for the answer."""
        self._request = request
        self._key: str = getattr(view, "key", "pk")
        self._next: Cursor | None = None
        self._previous: Cursor | None = None
        size = _size(request.query_params)
        order = _order(request.query_params)
        written = request.query_params.get("cursor")
        cursor = Cursor.read(written) if written else None
        way = cursor.way if cursor else {"newest": "n", "oldest": "o"}[order]
        rows, more = self._rows(queryset, way, cursor, size)
        if way in "np":
            self._link_newest_first(queryset, rows, cursor, more=more)
        elif rows:
            self._link_oldest_first(rows, way, cursor, more=more)
        return rows

    def _rows(
        self, queryset: QuerySet[Any], way: str, cursor: Cursor | None, size: int
    ) -> tuple[list[Any], bool]:
        downwards = way in "nb"
        if cursor is not None:
            compare = "lt" if downwards else "gt"
            queryset = queryset.filter(**{f"{self._key}__{compare}": cursor.key})
        rows = list(queryset.order_by(f"-{self._key}" if downwards else self._key)[: size + 1])
        more, rows = len(rows) > size, rows[:size]
        return (rows[::-1] if way in "pb" else rows), more

    def _link_newest_first(
        self, queryset: QuerySet[Any], rows: Sequence[Model], cursor: Cursor | None, *, more: bool
    ) -> None:
        back = cursor is not None and cursor.way == "p"
        top = cursor.top if cursor else None
        if rows and (more or back):
            started_here = cursor is None or back
            top = self._of(rows[0]) if started_here else top
            self._next = Cursor("n", self._of(rows[-1]), top)
        elif top is not None and queryset.filter(**{f"{self._key}__gt": top}).exists():
            self._next = Cursor("c", top)
        if rows and cursor is not None and (more or not back):
            self._previous = Cursor("p", self._of(rows[0]))

    def _link_oldest_first(
        self, rows: Sequence[Model], way: str, cursor: Cursor | None, *, more: bool
    ) -> None:
        if more or way == "b":
            self._next = Cursor("o" if way == "b" else way, self._of(rows[-1]))
        if cursor is not None and way != "c" and (more or way == "o"):
            self._previous = Cursor("b", self._of(rows[0]))

    def _of(self, row: Model) -> int:
        return int(getattr(row, self._key))

    def get_paginated_response(self, data: Sequence[Fields]) -> Response:
        """The page with the addresses of the pages around it, in the body and as `Link`."""
        following, previous = self._address(self._next), self._address(self._previous)
        links = [
            f'<{address}>; rel="{relation}"'
            for relation, address in (("next", following), ("prev", previous))
            if address
        ]
        return Response(
            {"next": following, "previous": previous, "results": data},
            headers={"Link": ", ".join(links)} if links else None,
        )

    def _address(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        query = {**self._request.query_params.dict(), "cursor": str(cursor)}
        return f"{settings.SITE_URL}{self._request.path}?{urlencode(query)}"

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The shape of a page."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**address, "description": "The following page; null on the last."},
                "previous": {**address, "description": "The page before; null on the first."},
                "results": schema,
            },
        }


def _size(query: Mapping[str, str]) -> int:
    written = query.get("page_size", str(PAGE_SIZE))
    if not re.fullmatch("[1-9][0-9]{0,999}", written):
        told = f"Write a whole number from 1 to {MOST}; without it a page has {PAGE_SIZE} rows."
        raise BadParameters({"page_size": told})
    return min(int(written), MOST)


def _order(query: Mapping[str, str]) -> str:
    written = query.get("order", ORDERS[0])
    if written not in ORDERS:
        raise BadParameters({"order": f"Write one of: {', '.join(ORDERS)}."})
    return written
