"""What the trail of acts can be asked for."""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from incidents.desk.forms import moments
from incidents.desk.forms.fields import MomentInput
from incidents.desk.house.audit.words import GROUPS
from incidents.desk.house.matching import with_words
from incidents.models import Editor, Event, Incident

MOST_STORIES = 1000
"""How many stories are looked through at most for words in their headlines."""


class AuditForm(forms.Form):
    """Who, what, on which story, when, and from where; empty fields ask nothing."""

    person = forms.ModelChoiceField(
        queryset=Editor.objects.order_by("username"), required=False, empty_label="Anybody"
    )
    kind = forms.ChoiceField(
        label="What",
        required=False,
        choices=[("", "Anything"), *((name, words) for name, (words, _) in GROUPS.items())],
    )
    act = forms.CharField(
        label="Act",
        required=False,
        max_length=50,
        help_text="As the trail names it, or a part of it: “retracted”, “identity.read”.",
    )
    story = forms.CharField(
        required=False,
        max_length=200,
        help_text="Its number at the desk, or words of its headline.",
    )
    since = forms.CharField(label="From", required=False, max_length=40, widget=MomentInput)
    until = forms.CharField(label="To", required=False, max_length=40, widget=MomentInput)
    address = forms.GenericIPAddressField(label="Address", required=False)
    session = forms.RegexField(regex="^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)

    def clean_since(self) -> datetime | None:
        """The first moment."""
        return self._moment("since")

    def clean_until(self) -> datetime | None:
        """The moment before which it ends."""
        return self._moment("until")

    def _moment(self, name: str) -> datetime | None:
        text = self.cleaned_data[name]
        if not text:
            return None
        fold = moments.FIRST if name == "since" else moments.SECOND
        try:
            return moments.read(text, timezone.get_default_timezone_name(), fold)
        except ValidationError:
            self.fields[name].widget = forms.TextInput()
            raise

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked at all."""
        return any(self[name].value() for name in self.fields)

    def found(self) -> QuerySet[Event]:
        """The acts that are all of what was asked, the latest first; none where that is wrong."""
        names = Incident.objects.only("headline", "path", "version_number")
        rows = Event.objects.select_related("by", "version").order_by("-pk")
        # A story that was thrown away has no row: a join would hide its acts.
        rows = rows.prefetch_related(Prefetch("incident", names))
        if not self.is_valid():
            return rows.none()
        return rows.filter(*_conditions(self.cleaned_data))


def _conditions(given: Mapping[str, Any]) -> list[Q]:
    plain = {
        "by": given["person"],
        "verb__icontains": given["act"].strip().replace(" ", "_"),
        "at__gte": given["since"],
        "at__lte": given["until"],
        "address": given["address"],
        "session": given["session"],
    }
    asked = [Q(**{name: value}) for name, value in plain.items() if value]
    if given["kind"]:
        starts = GROUPS[given["kind"]][1]
        asked.append(reduce(or_, (Q(verb__startswith=start) for start in starts)))
    if given["story"]:
        asked.append(_on_story(given["story"]))
    return asked


def _on_story(sought: str) -> Q:
    """By the story's number, also where it was thrown away; or by words of its headline."""
    if sought.isdecimal() and len(sought) < 19:
        thrown_away = Q(verb="incident.discarded", subject=f"incident-{int(sought)}")
        return Q(incident_id=int(sought)) | thrown_away
    words = with_words(sought, "headline", "path")
    keys = Incident.objects.filter(words).order_by("-position", "-pk").values_list("pk", flat=True)
    return Q(incident_id__in=list(keys[:MOST_STORIES]))
