"""How the desk words what it shows."""

from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BoundField, HiddenInput
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from incidents.desk.forms import lists
from incidents.desk.forms.fields import CitesInput, wrong_fields
from incidents.models import Editor, Incident, Right, Update
from incidents.text.fragments import MARKS
from incidents.text.sanitise import plain
from incidents.text.times import printed, printed_date

register = template.Library()


@register.filter
def clock(at: datetime, zone: str) -> str:
    """A moment as readers see it: "1430 CET"."""
    return printed(at, zone)


@register.filter
def on_day(at: datetime, zone: str) -> str:
    """The date of a moment on the clock of a zone: "25 February 2017"."""
    return printed_date(at.astimezone(ZoneInfo(zone)).date())


@register.filter
def ago(at: datetime, zone: str = "") -> str:
    """How long ago something was, for a day; after that its date says more."""
    passed = timezone.now() - at
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(days=1):
        return f"{timesince(at, depth=1)} ago"
    return printed_date(at.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date())


@register.filter
def day(update: Update) -> str:
    """The date of an update, where it is not that of its story."""
    other = update.day is not None and update.day != update.incident.date
    return printed_date(update.day) if update.day and other else ""


@register.filter
def prose(body: str) -> str:
    """A body as plain text."""
    return plain(body)


@register.filter
def open_to(story: Incident, user: Editor) -> bool:
    """Whether this person may change the story as it stands: what readers see takes more.

    A retracted story is restored before anything else.
    """
    needed = Right.PUBLISH if story.is_published else Right.WRITE
    return story.retracted_at is None and user.may(needed)


@register.simple_tag(takes_context=True)
def wrong(context: template.Context) -> list[BoundField]:
    """What has to be put right before the form can be saved, and in the rows of its list."""
    given = [*(context.get("formset") or ()), context.get("form")]
    return [field for form in given if form is not None for field in wrong_fields(form)]


register.filter("as_numbered", lists.as_numbered)


@register.filter
def marked(update: Update) -> list[str]:
    """The public marks of an update that stands, in words, each once: "Corrected"."""
    kinds = dict.fromkeys(str(mark["kind"]) for mark in update.marks)
    kinds.pop("retraction", None)  # it was restored since: to an editor it would look retracted
    return [MARKS.get(kind, kind.capitalize()) for kind in kinds]


@register.filter
def described(field: BoundField, extra: str = "") -> SafeString:
    """A field's input, tied to its help text and errors for those who listen."""
    ids = [f"{field.auto_id}_help"] if field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    if extra:
        attrs["class"] = extra
    shown = field.as_widget(attrs=attrs)
    if field.field.show_hidden_initial:
        shown += _seen(field)
    return shown


@register.filter
def seen(field: BoundField) -> SafeString:
    """What was ticked in a field of sources when the form was opened, carried along unseen."""
    return cast(CitesInput, field.field.widget).seen_input(field.html_name)


def _seen(field: BoundField) -> SafeString:
    """What the field held when the page was opened, carried along unseen."""
    name = field.html_initial_name
    return HiddenInput().render(name, field.form.data.get(name, field.initial))
