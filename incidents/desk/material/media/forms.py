"""The forms in which editors give pictures, quoted posts and videos."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from incidents.actions.drafts.rules import rules_of
from incidents.actions.inputs import MediumText
from incidents.actions.refusals import SecondPairNeeded
from incidents.actions.stories.pictures import keeping
from incidents.actions.stories.pictures.rendering import UnfitPicture
from incidents.desk.forms.fields import (
    CitesInput,
    DateInput,
    MomentInput,
    base_field,
    keep_typed,
    moment_in,
    note_field,
)
from incidents.desk.forms.lists import offer_media, thumbnail
from incidents.desk.forms.moments import written
from incidents.models import Editor, Incident, Medium, Picture

Kind = Medium.Kind

ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/avif"
ALT_HELP = (
    "For those who cannot see it: who or what is in it and what happens, in one sentence. "
    "Not “Picture of …”."
)

ASKED = {
    Kind.IMAGE: (
        *("file", "kept", "alt", "caption", "credit", "place", "date", "provenance", "licence"),
        *("redistribute", "warning"),
    ),
    Kind.POST: ("url", "text", "author", "handle", "platform", "at", "warning"),
    Kind.VIDEO: (
        *("url", "caption", "credit", "place", "date", "provenance", "file", "kept", "alt"),
        *("licence", "redistribute", "warning"),
    ),
}
"""What each kind asks for."""


class MediumForm(forms.Form):
    """One picture, quoted post or video; each kind asks for its own part of these fields."""

    file = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput({"accept": ACCEPT}),
        help_text="JPEG, PNG, WebP, GIF or AVIF. Where it was taken is not kept.",
    )
    kept = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    url = forms.CharField(label="Web address", required=False, max_length=4000)
    text = forms.CharField(
        label="What the post says", required=False, widget=forms.Textarea({"rows": 4})
    )
    author = forms.CharField(label="Name", required=False, max_length=500)
    handle = forms.CharField(
        label="Handle", required=False, max_length=200, help_text="Such as @ministry."
    )
    platform = forms.CharField(
        label="Platform", required=False, max_length=100, help_text="Such as Telegram."
    )
    at = forms.CharField(label="Posted", required=False, widget=MomentInput)
    alt = forms.CharField(
        label="Description",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=ALT_HELP,
    )
    caption = forms.CharField(label="Caption", required=False, max_length=2000)
    credit = forms.CharField(
        label="Credit", required=False, max_length=500, help_text="Who took or made it."
    )
    place = forms.CharField(label="Place", required=False, max_length=500)
    date = forms.DateField(label="Date", required=False, widget=DateInput)
    provenance = forms.CharField(
        label="Where it comes from",
        required=False,
        max_length=500,
        help_text="Such as “file image” or “screenshot of army video”.",
    )
    licence = forms.CharField(
        label="Licence", required=False, max_length=500, help_text="Such as CC BY 4.0."
    )
    redistribute = forms.BooleanField(label="Partners may use the picture too", required=False)
    warning = forms.CharField(
        label="Content warning",
        required=False,
        max_length=500,
        help_text="Readers see these words first and open it with a click. Empty for none.",
    )

    def __init__(
        self, *args: Any, kind: str, incident: Incident, row: Medium | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{**kwargs, "prefix": kind})
        self.kind, self.incident, self.row = kind, incident, row
        self.fields = {name: self.fields[name] for name in ASKED[Kind(kind)]}
        self.unfit: UnfitPicture | None = None
        if kind == Kind.VIDEO:
            self.fields["file"].label = "Picture that stands for it"
        if "url" in self.fields:
            self.fields["url"].widget.attrs["inputmode"] = "url"

    def keep_picture(self, by: Editor) -> None:
        """Keep an uploaded file before anything else is looked at: no mistake costs an upload."""
        file = self.files.get(self.add_prefix("file"))
        if not isinstance(file, UploadedFile):
            return
        try:
            picture = keeping.keep(file.read(), by=by)
        except UnfitPicture as unfit:
            self.unfit = unfit
        else:
            keep_typed(self, kept=picture.digest)

    def clean(self) -> None:
        """Say what is wrong with the file beside what is wrong elsewhere."""
        if self.unfit is not None:
            self.add_error("file", str(self.unfit))
        self.moment = moment_in(self, "at", self.incident.time_zone) if self._asks("at") else None
        if self.kind == Kind.IMAGE and self.picture is None and self.unfit is None:
            words = "Choose a picture."
            if self.cleaned_data.get("kept"):
                words = "This picture is no longer kept. Choose it again."
            self.add_error("file", words)

    def _asks(self, name: str) -> bool:
        return name in self.fields

    @property
    def picture(self) -> Picture | None:
        """The picture of this form: just uploaded, or the one that is there already."""
        digest = self["kept"].value() if self._asks("kept") else ""
        if digest:
            return Picture.objects.filter(digest=str(digest)).first()
        return self.row.picture if self.row else None

    @property
    def thumbnail(self) -> str:
        """Where the desk finds the picture of this form."""
        return thumbnail(self.picture)

    def medium(self) -> MediumText:
        """What was given, as the actions take it."""
        data = self.cleaned_data
        known = {
            name: data[name]
            for name in ASKED[Kind(self.kind)]
            if name not in ("file", "kept", "at")
        }
        return MediumText(kind=self.kind, picture=self.picture, at=self.moment, **known)


def alone_field() -> forms.BooleanField:
    """Whether a change goes out although nobody else has looked at it."""
    return forms.BooleanField(
        label="Publish alone, in an emergency",
        required=False,
        help_text="The public history says that nobody else has looked at it.",
    )


ALONE = {
    SecondPairNeeded: "This needs a second pair of eyes. Show it with an update and hand that in; "
    "in an emergency tick “Publish alone”, and readers are told so."
}


class ChangeMediumForm(MediumForm):
    """One that is on the list; where readers see it, they are told why it changes."""

    note = note_field()
    base = base_field()

    refusal_words = ALONE

    def __init__(self, *args: Any, row: Medium, **kwargs: Any) -> None:
        zone = row.incident.time_zone
        given = {name: getattr(row, name) for name in ASKED[Kind(row.kind)] if hasattr(row, name)}
        given |= {"base": row.incident.version_number}
        if row.at is not None:
            given["at"] = written(row.at, zone)
        initial = {**given, **kwargs.pop("initial", {})}
        super().__init__(
            *args, kind=row.kind, incident=row.incident, row=row, initial=initial, **kwargs
        )
        self.fields |= {"base": base_field()}
        if row.shown_at is not None:
            self.fields |= {"note": note_field()}
            if rules_of(row.incident).second_pair:
                self.fields |= {"emergency": alone_field()}


class LeadMediaForm(forms.Form):
    """What the initial report shows."""

    pictures = forms.TypedMultipleChoiceField(
        label="Shown with the initial report", required=False, coerce=int, widget=CitesInput
    )
    note = note_field()
    base = base_field()

    emergency = alone_field()

    refusal_fields = {"media": "pictures"}
    refusal_words = ALONE

    def __init__(self, *args: Any, incident: Incident, rows: list[Medium], **kwargs: Any) -> None:
        shown = list(incident.lead_media)
        kwargs["initial"] = {"pictures": shown, "base": incident.version_number}
        super().__init__(*args, **kwargs)
        offer_media(self, rows, shown)
        if not incident.is_published:
            del self.fields["note"]
        if not (incident.is_published and rules_of(incident).second_pair):
            del self.fields["emergency"]
