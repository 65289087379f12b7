"""How the desk answers: a page, the same form again with what was wrong, or back to the story."""

import time
from collections.abc import Callable, Sequence
from typing import cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from js_asset import Media

from incidents.actions.refusals import Conflicted, Refused, StaleBase, Unconfirmed
from incidents.desk.forms.choosing import ToChoose
from incidents.desk.forms.correcting import show_doubt
from incidents.desk.forms.fields import look_at
from incidents.models import Incident, Update
from incidents.record.entries import ChangeEntry
from incidents.text.addresses.stories import comparison_path, is_in_news, story_path


def page(
    request: HttpRequest, template: str, form: forms.BaseForm | None = None, **context: object
) -> HttpResponse:
    """A page of the desk; the editor's scripts come with the form that needs them."""
    media = form.media if form is not None else Media()
    rows = context.get("formset")
    if form is not None:
        look_at(*(rows if isinstance(rows, forms.BaseFormSet) else ()), form)
    return render(request, template, {"form": form, "media": with_nonce(request, media), **context})


def with_nonce(request: HttpRequest, media: forms.Media) -> forms.Media:
    """Styles and scripts with their import map, allowed by this answer's own nonce.

    The nonce stays unspoken, and out of the answer's policy, where there is nothing to load.
    """
    held = Media.from_media(media, nonce=getattr(request, "csp_nonce", ""))
    return cast(forms.Media, held)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was filled in, where a form was sent."""
    return request.POST if request.method == "POST" else None


def carried_out(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do what the form asks for; a refusal becomes an error at its field, and nothing is done."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        show(form, refused)
        return False
    return True


def show(form: forms.BaseForm, refused: Refused) -> None:
    """Put a refusal where the editor sees it: at the field at fault, or above the form."""
    if isinstance(refused, Unconfirmed | ToChoose | Conflicted):
        _look_elsewhere(form)
    if isinstance(refused, Unconfirmed) and "confirmed" in form.fields:
        show_doubt(form, refused)
        return
    names: dict[str, str] = getattr(form, "refusal_fields", {})
    field = names.get(refused.field, refused.field)
    words = getattr(form, "refusal_words", {}).get(type(refused), str(refused))
    form.add_error(field if field in form.fields else None, words)
    if isinstance(refused, StaleBase | ToChoose):
        form.stale = refused  # type: ignore[attr-defined]


def _look_elsewhere(form: forms.BaseForm) -> None:
    """Let no field take the eye and the keyboard away from what has to be decided."""
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)


def to_story(incident: Incident) -> HttpResponse:
    """Back to the story."""
    return redirect("desk:story", incident.pk)


def say(request: HttpRequest, words: str, *links: tuple[str, str]) -> None:
    """Tell the editor what was done, with links ("View", address) to what comes next."""
    message = format_html("{}", words)
    for text, address in links:
        message = format_html('{} - <a href="{}">{}</a>', message, _unseen(address), text)
    messages.success(request, message)


def say_merged(
    request: HttpRequest, words: str, incident: Incident, others: Sequence[ChangeEntry]
) -> None:
    """Tell that an edit was saved together with what others had changed meanwhile."""
    view = ("View", incident.get_absolute_url())
    if not others:
        say(request, f"{words}. Merged with what somebody else changed meanwhile", view)
        return
    names = " and ".join(dict.fromkeys(change.byline for change in others))
    first, last = others[0].number, others[-1].number
    which = f"version {last}" if first == last else f"versions {first} to {last}"
    newest = incident.version_number
    compared = f"{comparison_path(story_path(incident.path), first - 1, newest)}/"
    merged = f"{words}. Merged with what {names} changed meanwhile ({which})"
    say(request, merged, ("See both changes", compared), view)


def _unseen(address: str) -> str:
    """The address of a public page under which no browser can have kept an older one.

    Public pages may be shown from memory for some seconds: not to the editor who changed them.
    """
    if not is_in_news(address):
        return address
    page, mark, fragment = address.partition("#")
    return f"{page}?seen={int(time.time())}{mark}{fragment}"


def say_published(request: HttpRequest, update: Update) -> None:
    """Tell that an update is out: "Update 6 published - View - Correct"."""
    say(
        request,
        f"Update {update.number} published",
        ("View", f"{update.incident.get_absolute_url()}#update-{update.number}"),
        ("Correct", reverse("desk:update", args=[update.incident_id, update.pk])),
    )
