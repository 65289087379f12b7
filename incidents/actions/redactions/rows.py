"""What is left of the rows outside the ledger: drafts, lists, topics, names, addresses, reports."""

import hmac
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from typing import Any

from django.conf import settings
from django.db.models import Model

from incidents.actions.redactions.masking import Mask, field_masked, moved
from incidents.actions.redactions.quotations import Quotations
from incidents.actions.redactions.searching import StoredRow, columns
from incidents.models import (
    Address,
    Byline,
    Fetched,
    ImportedStory,
    Incident,
    KeptDifference,
    Link,
    Medium,
    Related,
    Source,
    Topic,
    TopicAddress,
    TopicAlias,
    Update,
)
from incidents.text.hashing.canonical import JSON

GOING = (Address, KeptDifference, Link, TopicAddress, TopicAlias)
"""Rows of which nothing is left; a source keeps its name when its link goes."""

BODIES = {(Incident, "lead"): "lead_marks", (Update, "body"): "marks"}
"""Columns that hold a body, with the column of the marks on it."""

BEHIND = {
    "headline": ("headline",),
    "topic_line": ("topic_line",),
    "lead": ("lead", "lead_marks", "warning"),
    "credits": ("authors", "agencies", "dateline"),
    "summary": ("summary", "summary_marks"),
    "captions": ("captions",),
}
"""The columns of a story behind its pieces."""

PAGE = ("text", "title", "authors", "address", "final_address", "canonical")
"""The columns of a kept page that hold somebody's words or where they stood."""

DIGEST_IN_KEY = " [0-9a-f]{12}$"
"""So ends the key of an imported item that nothing else tells from another one."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row, and the new values of its columns; or it `goes`."""

    stored: StoredRow
    values: dict[str, Any]
    goes: bool = False


def planned(row: StoredRow, mask: Mask, quoted: Quotations) -> PlannedRow:
    """What becomes of a row."""
    if row.model in GOING:
        return PlannedRow(row, {}, goes=True)
    values = {
        name: _fitting(row, name, _masked(row.model, name, value, mask))
        for name, value in row.columns.items()
        if (row.model, name) != (Incident, "path")
    }
    for (model, body), marks in BODIES.items():
        if row.model is model and {body, marks} & values.keys():
            values[marks] = _marks(row, body, marks, values, mask, quoted)
    return PlannedRow(row, values)


def quoting(stories: Collection[int], quoted: Quotations) -> Iterator[PlannedRow]:
    """The rows of these stories whose marks quote what goes, and the marks that are left."""
    marked = [*((model, name) for (model, _), name in BODIES.items()), (Incident, "summary_marks")]
    for model, name in marked:
        own = {"pk__in" if model is Incident else "incident__in": stories}
        for pk, held in model._base_manager.filter(**own).order_by("pk").values_list("pk", name):
            marks = quoted.marks(held)
            if marks != held:
                yield PlannedRow(StoredRow(model, pk, {name: held}), {name: marks})


def without(row: StoredRow, taken: set[tuple[type[Model], Any, str]]) -> StoredRow:
    """A row without the columns that are dealt with already."""
    left = {k: v for k, v in row.columns.items() if (row.model, row.pk, k) not in taken}
    return replace(row, columns=left)


def behind(incident: Incident, key: str, said: Collection[str] | None) -> list[StoredRow]:
    """The working rows behind a piece: whole where it stands (None), else what says the same.

    The row of a retracted update still holds the text, which would come back with it.
    """
    stem, _, number = key.partition("-")
    found: list[StoredRow] = []
    if stem in BEHIND:
        values = {name: getattr(incident, name) for name in BEHIND[stem]}
        found = [StoredRow(Incident, incident.pk, values)]
    elif stem == "update":
        found = _whole(Update, incident=incident, number=int(number))
    elif stem == "source":
        found = _whole(Source, incident=incident, serial=int(number))
        found += _kept_pages(incident, int(number))
    elif stem == "medium":
        found = _whole(Medium, incident=incident, number=int(number))
    told = (replace(row, columns=_same(row.columns, said)) for row in found)
    return [row for row in told if row.columns]


def _same(values: dict[str, Any], said: Collection[str] | None) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if value and (said is None or (isinstance(value, str) and value in said))
    }


def incidents(found: Iterable[StoredRow]) -> set[int]:
    """The stories to which rows belong, drafts included."""
    told: set[int] = set()
    links = []
    for row in found:
        if row.model is Incident:
            told.add(row.pk)
        elif row.model is Link:
            links.append(row.pk)
        elif any(field.attname == "incident_id" for field in row.model._meta.concrete_fields):
            story = row.model._base_manager.filter(pk=row.pk).values_list("incident_id", flat=True)
            told.update(story)
    told.update(Source.objects.filter(link__in=links).values_list("incident_id", flat=True))
    return told


def write(found: Iterable[PlannedRow]) -> None:
    """Write what is left; the rows of stories themselves are written with their versions."""
    links = []
    for row in found:
        rows = row.stored.model._base_manager.filter(pk=row.stored.pk)
        if row.stored.model is Link:
            links.append(row.stored.pk)
        elif row.goes:
            rows.delete()
        elif row.stored.model is not Incident:
            rows.update(**{name: _free(row.stored, name, row.values[name]) for name in row.values})
    Source.objects.filter(link__in=links).update(link=None)
    Link.objects.filter(pk__in=links).delete()


def forget_digests(stories: Collection[int]) -> None:
    """Leave nothing by which somebody could try out what an imported story had said.

    The key of an item is concealed where it ends with the beginning of the digest.
    """
    imported = ImportedStory.objects.filter(incident__in=stories)
    for row in imported.filter(key__regex=DIGEST_IN_KEY):
        imported.filter(pk=row.pk).update(key=concealed(row.key))
    imported.update(digest="")


def topic_slugs(found: Iterable[StoredRow], mask: Mask) -> dict[str, str]:
    """The parts of the addresses of topics that go, each with another that is free."""
    given: dict[str, str] = {}
    for row in found:
        if row.model is Topic and "slug" in row.columns:
            old = row.columns["slug"]
            forms = _forms(mask.slug(old))
            taken = {*given.values(), *Topic.objects.values_list("slug", flat=True)}
            given[old] = next(form for form in forms if form not in taken)
    return given


def concealed(key: str) -> str:
    """The key of an imported item of which no word may be kept: it is still known again."""
    secret = settings.SECRET_KEY.encode()
    return f"removed:{hmac.new(secret, key.encode(), sha256).hexdigest()}"


def _kept_pages(incident: Incident, serial: int) -> list[StoredRow]:
    """What was kept of the pages of a source; when, and what came, is never altered."""
    rows = Fetched.objects.filter(source__incident=incident, source__serial=serial)
    return [
        StoredRow(Fetched, pk, dict(zip(PAGE, values, strict=True)))
        for pk, *values in rows.values_list("pk", *PAGE)
    ]


def _whole(model: type[Model], **which: object) -> list[StoredRow]:
    """Every text of some rows; a source loses its link as well."""
    names = columns(model)
    return [
        StoredRow(model, pk, dict(zip(names, values, strict=True)))
        for pk, *values in model._base_manager.filter(**which).values_list("pk", *names)
    ]


def _masked(model: type[Model], name: str, value: Any, mask: Mask) -> Any:  # noqa: ANN401
    """A column's new value, by what the column holds."""
    if (model, name) in BODIES:
        return mask.body(value)
    if (model, name) == (Related, "address"):
        return mask.path(value)
    if (model, name) == (Byline, "name"):
        return mask.name(value)
    if (model, name) == (ImportedStory, "key"):
        return concealed(value)
    if model in (Topic, Byline) and name == "slug":
        return mask.slug(value)
    return field_masked(name, value, mask)


def _marks(
    row: StoredRow,
    body: str,
    marks: str,
    values: dict[str, Any],
    mask: Mask,
    quoted: Quotations,
) -> JSON:
    """The marks on a body, moved with its words where it was masked."""
    held = row.model._base_manager.filter(pk=row.pk).values_list(marks, flat=True).get()
    left = field_masked(marks, quoted.marks(held), mask)
    return moved(left, row.columns[body], values[body]) if body in values else left


def _fitting(row: StoredRow, name: str, value: Any) -> Any:  # noqa: ANN401
    """A value that is not too long for its column."""
    most = getattr(row.model._meta.get_field(name), "max_length", None)
    return value[:most] if most and isinstance(value, str) else value


def _free(row: StoredRow, name: str, value: Any) -> Any:  # noqa: ANN401
    """A value unlike any other, where its column wants that."""
    if not getattr(row.model._meta.get_field(name), "unique", False):
        return value
    others = row.model._base_manager.exclude(pk=row.pk)
    return next(form for form in _forms(value) if not others.filter(**{name: form}).exists())


def _forms(value: str) -> Iterator[str]:
    return (value if n == 1 else f"{value}-{n}" for n in count(1))
