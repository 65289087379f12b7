"""How each operation is described in the OpenAPI document, beyond what its shapes say."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, cast

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from incidents.syndication.api import paging, problems
from incidents.syndication.api.shapes.fields import Shape
from incidents.syndication.api.shapes.stories import Problem

ENTITY_TAG = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The entity tag of the answer you hold: 304 while it is still the same.",
)
PAGING = (
    OpenApiParameter(
        "cursor",
        {"type": "string", "pattern": paging.CURSOR_PATTERN, "maxLength": 40},
        description="The place in the list, taken unchanged from `next` or `previous`.",
    ),
    OpenApiParameter(
        "page_size",
        {"type": "integer", "minimum": 1, "default": paging.PAGE_SIZE},
        description=f"Rows on a page; more than {paging.MOST} is taken as {paging.MOST}.",
    ),
    OpenApiParameter(
        "order",
        {"type": "string", "enum": list(paging.ORDERS), "default": paging.ORDERS[0]},
        description="Which end to begin at. Either way a walk along `next` misses nothing.",
    ),
)
TOLD = {
    304: "What you hold is still the same.",
    400: "A parameter cannot be understood; `errors` names it and says what to write.",
    404: "Nothing public has this identifier.",
    406: "Only JSON is served here.",
    500: "Something failed on our side.",
    503: "The database does not answer; ask again after `Retry-After` seconds.",
}


class View(Protocol):
    """What has to be known of an endpoint to describe it."""

    action: str
    parts: Sequence[str]
    identity: OpenApiParameter | None

    def names(self) -> tuple[str, ...]:
        """The names of the fields of a row or item."""

    def get_serializer_class(self) -> Shape:
        """Its shape."""


class Described(AutoSchema):
    """Adds what all endpoints share: paging, choice of fields, caching, and their problems."""

    def get_override_parameters(self) -> list[Any]:
        view = cast(View, self.view)
        shared = [
            ENTITY_TAG,
            _header("ETag", "Changes whenever the answer does.", 200, 304),
            _header("Cache-Control", "How long it may be kept.", 200, 304),
        ]
        names = view.names()
        if names:
            shared.append(_several("fields", names, "Only these fields, beside id and api_url."))
        if view.action == "list":
            shared.extend(PAGING)
            shared.append(_header("Link", "The pages around it, as `next` and `prev`.", 200))
            if view.parts:
                shared.append(_several("expand", view.parts, "Adds these parts to each row."))
        elif view.identity is not None:
            shared.append(view.identity)
        return shared

    def get_response_serializers(self) -> Any:  # noqa: ANN401 - the framework's own type
        view = cast(View, self.view)
        codes = [400, 406, 500, 503]
        if view.action == "retrieve" and view.names():
            codes.append(404)
        return {
            200: view.get_serializer_class(),
            304: OpenApiResponse(description=TOLD[304]),
            **{
                (code, problems.MEDIA_TYPE): OpenApiResponse(Problem, TOLD[code])
                for code in sorted(codes)
            },
        }

    def get_tags(self) -> list[str]:
        return [type(self.view).__name__.lower()]

    def get_description(self) -> str:  # type: ignore[override]
        return (type(self.view).__doc__ or "").strip()

    def get_operation_id(self) -> str:
        noun = type(self.view).__name__.lower()
        if cast(View, self.view).action == "list":
            return f"list_{noun}"
        return f"read_{noun.removesuffix('s')}" if noun != "start" else "read_start"


def identified_by(name: str, schema: dict[str, Any], told: str) -> OpenApiParameter:
    """What identifies an item in its address."""
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=told)


def _several(name: str, words: Iterable[str], told: str) -> OpenApiParameter:
    schema = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "enum": sorted(words)},
    }
    return OpenApiParameter(name, schema, description=told, style="form", explode=False)


def _header(name: str, told: str, *codes: int) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=told, response=list(codes)
    )
