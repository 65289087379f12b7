"""Query parameters: filters that say what to write, and the choice of fields and parts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Model, QuerySet
from django_filters import filters
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request
from rest_framework.views import APIView

from incidents.formats.plain import Fields
from incidents.syndication.api.paging import PARAMETERS as PAGING
from incidents.syndication.api.problems import BadParameters
from incidents.text.times import parse_iso

LONGEST = 1000
TEXT_PATTERN = "^[^\\u0000-\\u001F\\u007F]+$"
_PRINTABLE = RegexValidator(r"\A[^\x00-\x1f\x7f]+\Z", "Write printable characters only.")
_SPACE_FOR_PLUS = re.compile(r" (\d\d:\d\d)\Z")

Rows = QuerySet[Any]
Method = Callable[[Rows, str, Any], Rows]


class DayField(forms.CharField):
    """A day as "2017-02-25"."""

    def to_python(self, value: object) -> date | None:  # type: ignore[override]
        written = super().to_python(value)
        if not written:
            return None
        try:
            return date.fromisoformat(written if len(written) == 10 else "")
        except ValueError:
            raise forms.ValidationError("Write a date such as 2017-02-25.") from None


class MomentField(forms.CharField):
    """A moment with its offset, as "2017-02-25T13:30:00Z"; a plus sign may have become a space."""

    def to_python(self, value: object) -> datetime | None:  # type: ignore[override]
        written = super().to_python(value)
        if not written:
            return None
        try:
            return _moment(_SPACE_FOR_PLUS.sub(r"+\1", written))
        except (ValueError, OverflowError):
            told = "Write a time with its offset, such as 2017-02-25T13:30:00Z."
            raise forms.ValidationError(told) from None


def _moment(written: str) -> datetime:
    if len(written) < 17:
        raise ValueError(written)
    return parse_iso(written.upper())


class DayFilter(filters.Filter):  # type: ignore[misc]
    """Compares a day."""

    field_class = DayField


class MomentFilter(filters.Filter):  # type: ignore[misc]
    """Compares a moment."""

    field_class = MomentField


class OneOfFilter(filters.Filter):  # type: ignore[misc]
    """Takes one of a few words."""

    field_class = forms.ChoiceField


class WholeFilter(filters.Filter):  # type: ignore[misc]
    """Compares a whole number."""

    field_class = forms.IntegerField


def day(field: str, compare: str, told: str) -> filters.Filter:
    """A filter by a day, both ends included."""
    schema = {"type": "string", "format": "date", "description": told}
    return _described(DayFilter(field_name=field, lookup_expr=compare), schema)


def moment(field: str, compare: str, told: str, method: Method | None = None) -> filters.Filter:
    """A filter by a moment."""
    schema = {"type": "string", "format": "date-time", "description": told}
    made = MomentFilter(field_name=field, lookup_expr=compare, method=method)
    return _described(made, schema)


def text(method: Method, told: str) -> filters.Filter:
    """A filter by words."""
    schema = {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST,
        "pattern": TEXT_PATTERN,
        "description": told,
    }
    made = filters.CharFilter(
        method=method, strip=False, max_length=LONGEST, validators=[_PRINTABLE]
    )
    return _described(made, schema)


def one_of(
    words: Iterable[str], told: str, method: Method | None = None, field: str = ""
) -> filters.Filter:
    """A filter by one of a closed list of words."""
    known = list(words)
    made = OneOfFilter(
        field_name=field or None,
        method=method,
        choices=[(word, word) for word in known],
        error_messages={"invalid_choice": f"Write one of: {', '.join(known)}."},
    )
    return _described(made, {"type": "string", "enum": known, "description": told})


def key(field: str, told: str) -> filters.Filter:
    """A filter by the identifier of a story."""
    made = filters.UUIDFilter(
        field_name=field,
        error_messages={"invalid": "Write an identifier such as the “id” of a story."},
    )
    return _described(made, {"type": "string", "format": "uuid", "description": told})


def position(field: str, told: str) -> filters.Filter:
    """A filter by what comes after a position."""
    made = WholeFilter(
        field_name=field,
        lookup_expr="gt",
        min_value=0,
        max_value=10**15,
        error_messages={"invalid": "Write a whole number, such as the “position” of a version."},
    )
    schema = {"type": "integer", "minimum": 0, "maximum": 10**15, "description": told}
    return _described(made, schema)


def _described(made: filters.Filter, schema: dict[str, Any]) -> filters.Filter:
    return extend_schema_field(schema)(made)


class Filters(DjangoFilterBackend):  # type: ignore[misc]
    """Applies the filters of a list; what cannot be used is refused with what to write."""

    def filter_queryset(self, request: Request, queryset: Rows, view: APIView) -> Rows:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            told = {name: " ".join(errors) for name, errors in filterset.errors.items()}
            raise BadParameters(told)
        found: QuerySet[Model] = filterset.qs
        return found


def check_names(request: Request, known: Iterable[str]) -> None:
    """Refuse parameters that mean nothing here, stand there twice, or are empty."""
    names = sorted(known)
    wrong: dict[str, str] = {}
    for name, values in request.query_params.lists():
        if name not in names:
            there = f"There are: {', '.join(names)}." if names else "There are none."
            wrong[name] = f"No such parameter here. {there}"
        elif len(values) > 1:
            wrong[name] = "Write it once."
        elif not values[0]:
            wrong[name] = "Write a value, or leave the parameter out."
    if wrong:
        raise BadParameters(wrong)


def chosen(query: Mapping[str, str], name: str, known: Sequence[str]) -> frozenset[str]:
    """The words of a list such as "title,url"; empty where the parameter is not there."""
    written = query.get(name)
    words = frozenset(written.split(",")) if written else frozenset()
    if words - set(known):
        raise BadParameters({name: f"Write some of these with commas: {', '.join(known)}."})
    return words


def only(row: Fields, names: frozenset[str]) -> Fields:
    """The row with the chosen fields; it always says what it is the row of."""
    if not names:
        return row
    kept = names | {"id", "api_url"}
    return {name: value for name, value in row.items() if name in kept}


LIST_PARAMETERS = frozenset({*PAGING, "fields"})
ITEM_PARAMETERS = frozenset({"fields"})
