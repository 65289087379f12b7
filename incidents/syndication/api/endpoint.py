"""What every list and item of the API has in common: read-only, cached, described, plain JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from incidents.formats import Site
from incidents.formats.plain import Fields
from incidents.syndication.api import freshness, parameters
from incidents.syndication.api.describing import Described
from incidents.syndication.api.paging import Pages
from incidents.syndication.api.patience import bounded
from incidents.syndication.api.problems import ALLOWED, answer
from incidents.syndication.api.shapes.fields import Shape

M = TypeVar("M", bound=Model)

BY_WORDS = ("source", "outlet", "name")
"""Filters by words anywhere in a name, which are looked for from one row to the next."""


class ByAccept(DefaultContentNegotiation):
    """JSON by `Accept` alone: no `format` parameter, and no indent that would change the bytes."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        renderer, _ = super().select_renderer(request, renderers, format_suffix)
        return renderer, renderer.media_type


class Endpoint(GenericViewSet[M]):
    """A noun of the API: `list` gives pages of rows, `retrieve` one of them."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = ByAccept
    authentication_classes = []
    permission_classes = []
    filter_backends = [parameters.Filters]
    pagination_class = Pages
    filterset_class: ClassVar[Any] = None
    schema = Described()
    key: ClassVar[str] = "pk"
    """The unique whole number that rows are ordered and paged by."""
    row_class: ClassVar[Shape]
    """The shape of a row."""
    item_class: ClassVar[Shape | None] = None
    """The shape of the item, where it is not that of a row."""
    identity: ClassVar[OpenApiParameter | None] = None
    """What identifies an item in its address, where the address does not say."""
    parts: ClassVar[Sequence[str]] = ()
    """The parts that `expand` can add to a row."""
    tagged_by_ledger: ClassVar[bool] = True
    """Whether nothing in the answer can change without a story changing."""

    def rows(self, found: Sequence[M], expanded: frozenset[str]) -> list[Fields]:
        """What is public of these, under plain names, with the parts asked for."""
        raise NotImplementedError

    def one(self, **identity: object) -> Fields:
        """The one with this identity; raises Http404."""
        raise NotImplementedError

    def list(self, request: Request) -> HttpResponseBase:
        """A page of rows."""
        return self._answer(request, lambda: self._bounded_page(request))

    def retrieve(self, request: Request, **identity: object) -> HttpResponseBase:
        """One of them."""
        names = parameters.chosen(request.query_params, "fields", self.names())
        return self._answer(request, lambda: Response(parameters.only(self.one(**identity), names)))

    def options(  # type: ignore[override]
        self, *_args: object, **_kwargs: object
    ) -> HttpResponse:
        """What may be done here."""
        return HttpResponse(status=204, headers={"Allow": ALLOWED})

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            parameters.check_names(request, self._known())

    def get_exception_handler(self) -> Callable[[Exception, Mapping[str, Any]], HttpResponse]:
        return answer

    def get_serializer_class(self) -> Shape:
        whole = self.item_class if self.action == "retrieve" else None
        return whole or self.row_class

    def names(self) -> tuple[str, ...]:
        """The names of the fields of a row or item."""
        return tuple(self.get_serializer_class()._declared_fields)

    def _known(self) -> frozenset[str]:
        if self.action == "retrieve":
            return parameters.ITEM_PARAMETERS if self.names() else frozenset()
        filters = self.filterset_class.base_filters if self.filterset_class else ()
        expand = {"expand"} if self.parts else set()
        return parameters.LIST_PARAMETERS | set(filters) | expand

    def _bounded_page(self, request: Request) -> Response:
        if not any(request.query_params.get(name) for name in BY_WORDS):
            return self._page(request)
        with bounded():
            return self._page(request)

    def _page(self, request: Request) -> Response:
        query = request.query_params
        names = parameters.chosen(query, "fields", self.names())
        expanded = parameters.chosen(query, "expand", self.parts)
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        kept = names | expanded if names else names
        return self.get_paginated_response(
            [parameters.only(row, kept) for row in self.rows(found, expanded)]
        )

    def _answer(self, request: Request, build: Callable[[], Response]) -> HttpResponseBase:
        tag = freshness.tag_of_ledger(request) if self.tagged_by_ledger else ""
        if tag and freshness.is_held(request, tag, exists=False):
            return freshness.not_modified(tag)
        response = build()
        tag = tag or freshness.tag_of_bytes(JSONRenderer().render(response.data))
        if freshness.is_held(request, tag, exists=True):
            return freshness.not_modified(tag)
        return freshness.stamped(response, tag)


def site() -> Site:
    """The newsroom, for absolute addresses."""
    return Site(
        name=settings.SITE_NAME,
        url=settings.SITE_URL,
        licence=settings.SITE_LICENCE,
        licence_url=settings.SITE_LICENCE_URL,
    )


def address(name: str, *args: object, query: str = "") -> str:
    """The absolute address of something in the API."""
    return f"{settings.SITE_URL}{_path(name, *map(str, args))}" + (f"?{query}" if query else "")


@lru_cache(maxsize=10_000)
def _path(name: str, *args: str) -> str:
    """A path of the API; worked out once, because the rows of a list hold hundreds."""
    return reverse(f"syndication:{name}", args=args)
