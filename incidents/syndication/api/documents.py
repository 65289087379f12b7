"""The OpenAPI document, and the same as a page for people."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.generators import SchemaGenerator

from incidents.syndication.api import freshness, problems

SCHEMA_TYPE = "application/vnd.oai.openapi+json"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field, as the page tells of it."""

    name: str
    type: str
    told: str

    @property
    def html(self) -> str:
        """What is told of it, with names set as code."""
        return _as_html(self.told)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API, as the page tells of it."""

    path: str
    name: str
    told: str
    parameters: Sequence[Field]
    fields: Sequence[Field]

    @property
    def html(self) -> str:
        """What is told of it, with names set as code."""
        return _as_html(self.told)


@csrf_exempt
def schema(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document."""
    return _answer(request, document(settings.SITE_NAME, settings.SITE_URL), SCHEMA_TYPE)


@csrf_exempt
def docs(request: HttpRequest) -> HttpResponseBase:
    """The OpenAPI document as a page; rendered without the request, so it is everybody's."""
    described = json.loads(document(settings.SITE_NAME, settings.SITE_URL))
    context = {
        "operations": operations(described),
        "problems": problems.KINDS,
        "base": f"{settings.SITE_URL}{reverse('syndication:root')}",
        "schema": reverse("syndication:schema"),
    }
    return _answer(request, render_to_string("syndication/docs.html", context), "text/html")


@lru_cache(maxsize=4)
def document(name: str, url: str) -> str:
    """The OpenAPI document as JSON: the same as long as the code and the site are."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    described: dict[str, Any] = generator.get_schema(public=True)  # type: ignore[no-untyped-call]
    described["info"]["title"] = name
    described["servers"] = [{"url": url}]
    return json.dumps(described, ensure_ascii=False, indent=1)


def operations(described: Mapping[str, Any]) -> list[Operation]:
    """Every operation of the document, in its order."""
    schemas = described["components"]["schemas"]
    return [
        _operation(path, item["get"], schemas)
        for path, item in described["paths"].items()
        if "get" in item
    ]


def _operation(path: str, item: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    parameters = [
        Field(one["name"], _parameter_type(one, schemas), one.get("description", ""))
        for one in item.get("parameters", ())
        if one["in"] != "header"
    ]
    shape = item["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        path=path,
        name=item["operationId"].replace("_", " ").capitalize(),
        told=item.get("description", ""),
        parameters=parameters,
        fields=_fields(_row(shape, schemas), schemas),
    )


def _parameter_type(parameter: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """The type in words; the names of fields stand below and are not repeated."""
    if parameter["name"] == "fields":
        return "names of fields, with commas"
    return _type(parameter["schema"], schemas)


def _row(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shape of one row: of a page, that of its results."""
    found: Mapping[str, Any] = schemas[_name(shape)] if "$ref" in shape else shape
    results = found.get("properties", {}).get("results")
    return _row(results["items"], schemas) if results else found


def _fields(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Field]:
    return [
        Field(name, _type(one, schemas), one.get("description", "").partition("\n\n*")[0])
        for name, one in shape.get("properties", {}).items()
    ]


def _type(shape: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """A shape in a few words: "date", "live, ended or retracted", "list of Mark"."""
    for name in ("oneOf", "anyOf", "allOf"):
        if name in shape:
            named = (_type(one, schemas) for one in shape[name])
            return " or ".join(dict.fromkeys(filter(None, named)))
    if "$ref" in shape:
        named_shape = schemas[_name(shape)]
        return _words(named_shape["enum"]) if "enum" in named_shape else _name(shape)
    if "enum" in shape:
        return _words(shape["enum"])
    if "items" in shape:
        return f"list of {_type(shape['items'], schemas)}"
    kinds = shape.get("type", "object")
    named_kinds = kinds if isinstance(kinds, list) else [kinds]
    return " or ".join(shape.get("format", one) if one != "null" else one for one in named_kinds)


def _as_html(told: str) -> str:
    return mark_safe(re.sub("`([^`]+)`", r"<code>\1</code>", escape(told)))  # noqa: S308 - escaped


def _words(known: Sequence[Any]) -> str:
    return ", ".join("null" if one is None else str(one) for one in known)


def _name(shape: Mapping[str, Any]) -> str:
    return str(shape["$ref"]).rpartition("/")[2]


def _answer(request: HttpRequest, body: str, media_type: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": problems.ALLOWED})
    if request.method not in ("GET", "HEAD"):
        return problems.problem(request, problems.READ_ONLY, f"Use one of {problems.ALLOWED}.")
    tag = freshness.tag_of_bytes(body.encode())
    response = freshness.stamped(
        HttpResponse(body, content_type=f"{media_type}; charset=utf-8"), tag
    )
    return get_conditional_response(request, etag=tag, response=response) or response
