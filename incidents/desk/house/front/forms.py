"""The list of stories on top of the front page, as editors fill it in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from incidents.actions.house.front import MOST_PLACES, Place
from incidents.desk.forms import moments
from incidents.desk.forms.fields import MomentInput, base_field, show_as_typed
from incidents.desk.forms.lists import PlacedForm, in_order
from incidents.models import Incident, Placement

PREFIX = "places"


class FrontForm(forms.Form):
    """The number of the order that the editor was looking at."""

    base = base_field()


class PlaceForm(PlacedForm):
    """One story on top, and until when; times are those of the newsroom's own zone."""

    story = forms.IntegerField(max_value=10**18, widget=forms.HiddenInput)
    until = forms.CharField(label="On top until", required=False, max_length=40, widget=MomentInput)
    fold = forms.ChoiceField(
        label="Which of the two?",
        required=False,
        choices=((moments.FIRST, "the first"), (moments.SECOND, "the second")),
        widget=forms.RadioSelect,
    )

    asks_fold = False
    moment: datetime | None = None
    incident: Incident | None = None

    def clean(self) -> None:
        """Read the time; one that clocks show twice is asked about."""
        text, fold = self.cleaned_data.get("until", ""), self.cleaned_data.get("fold", "")
        zone = timezone.get_default_timezone_name()
        try:
            self.moment = moments.read(text, zone, fold) if text else None
        except ValidationError as error:
            self.add_error("until", error)
            show_as_typed(self, "until", error)
            if error.code == "ambiguous":
                self.asks_fold = True
                self.fields["fold"].choices = moments.both(text, zone)  # type: ignore[attr-defined]


PlaceFormSet = forms.formset_factory(
    PlaceForm, extra=0, max_num=MOST_PLACES, validate_max=True, absolute_max=10 * MOST_PLACES
)


def shown_rows(rows: Iterable[Placement]) -> list[dict[str, object]]:
    """What stands on top, as the form shows it."""
    zone = timezone.get_default_timezone_name()
    return [
        {
            "place": place,
            "story": row.incident_id,
            "until": moments.written(row.until, zone) if row.until else "",
        }
        for place, row in enumerate(rows, start=1)
    ]


def with_added(data: QueryDict, stories: Sequence[int]) -> QueryDict:
    """What was typed, with these stories as further rows at its end; none stands twice."""
    held = data.copy()
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = int(total) if total.isdecimal() and len(total) < 4 else 0
    there = {data.get(f"{PREFIX}-{row}-story") for row in range(count)}
    for story in stories:
        if str(story) in there or count >= 10 * MOST_PLACES:
            continue
        held[f"{PREFIX}-{count}-story"] = str(story)
        held[f"{PREFIX}-{count}-place"] = str(count + 1)
        count += 1
    held[f"{PREFIX}-TOTAL_FORMS"] = held[f"{PREFIX}-INITIAL_FORMS"] = str(count)
    return held


def places(formset: forms.BaseFormSet[PlaceForm], ours: Mapping[int, Incident]) -> list[Place]:
    """The places that were filled in, in the order of their numbers."""
    rows = [cast(PlaceForm, row) for row in in_order(cast(list[PlacedForm], formset.forms))]
    return [
        Place(ours[row.cleaned_data["story"]], row.moment)
        for row in rows
        if row.cleaned_data["story"] in ours
    ]


def name_rows(formset: forms.BaseFormSet[Any], ours: Mapping[int, Incident]) -> None:
    """Let each row know its story, for the page to name it."""
    for row in formset.forms:
        key = str(row["story"].value() or "")
        row.incident = ours.get(int(key)) if key.isdecimal() and len(key) < 19 else None
