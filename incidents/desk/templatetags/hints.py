"""Hints on a text that was sent or kept, for pages without script."""

from dataclasses import dataclass

from django import forms, template
from django.urls import reverse

from incidents.desk.shown.surroundings import Written, found
from incidents.models import Update
from incidents.text.hints import Hint

register = template.Library()


@dataclass(frozen=True, slots=True)
class Here:
    """Where the page asks for hints on the text of its form, and those that it has already."""

    address: str
    found: list[Hint]


@register.simple_tag(takes_context=True)
def hints_here(context: template.Context) -> Here:
    """The hints for the form of a page; none yet, where nothing was sent and nothing is kept."""
    form, incident = context["form"], context["incident"]
    update: Update | None = context.get("update") or getattr(context.get("sheet"), "update", None)
    address = reverse("desk:hints", args=[incident.pk])
    if "lead" in form.fields:
        address += "?report=1"
    elif update is not None:
        address += f"?update={update.number}"
    is_written = form.is_bound or context.get("draft")
    return Here(address, found(_written(form, update), incident) if is_written else [])


def _written(form: forms.BaseForm, update: Update | None) -> Written:
    is_report = "lead" in form.fields
    return Written(
        text=_value(form, "lead" if is_report else "body"),
        at=_value(form, "at"),
        fold=_value(form, "fold"),
        zone="" if is_report else _value(form, "time_zone"),
        day=_value(form, "date"),
        cites=bool(_value(form, "cites") or _value(form, "source_outlet")),
        is_report=is_report,
        update=update.number if update else None,
    )


def _value(form: forms.BaseForm, name: str) -> str:
    """What stands in a field; the ticked ones of a list run together."""
    value = form[name].value() if name in form.fields else ""
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")
