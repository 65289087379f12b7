"""Writing an update: a new one in the write box, or one that stands already."""

from typing import Any

from django import forms

from incidents.actions.drafts.proposal import Proposal
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.pieces import TOLD
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.drafting import AloneForm, choices_in
from incidents.desk.forms.fields import (
    CitesInput,
    MomentInput,
    TimedForm,
    ToldForm,
    fetched_field,
    moment_in,
    remember_initial,
    request_key_field,
    zone_field,
)
from incidents.desk.forms.lists import media_rows, offer_media
from incidents.desk.forms.prose import ProseField
from incidents.models import Incident, Medium, Source, Update

WRITTEN = ("body", "headline", "label", "time_zone", *TOLD)
"""What an update says itself, by the names of its fields."""


class UpdateForm(ToldForm, TimedForm):
    """What every update has: text, headline, time, and the sources it rests on."""

    body = ProseField(
        label="What has happened",
        error_messages={"required": "Write something first: an update cannot be empty."},
    )
    headline = forms.CharField(label="Headline of the update", required=False, max_length=1000)
    cites = forms.TypedMultipleChoiceField(
        label="Rests on", required=False, coerce=int, widget=CitesInput
    )
    pictures = forms.TypedMultipleChoiceField(
        label="Shows", required=False, coerce=int, widget=CitesInput
    )
    source_outlet = forms.CharField(
        label="Who says so", required=False, max_length=500, help_text="Such as “Reuters”."
    )
    source_title = forms.CharField(label="Title", required=False, max_length=2000)
    source_url = forms.CharField(label="Web address", required=False, max_length=4000)
    source_author = forms.CharField(label="Author", required=False, max_length=500)
    source_published_at = forms.CharField(label="Published", required=False, widget=MomentInput)
    source_fetched = fetched_field()
    source_via = forms.CharField(
        label="Via", required=False, max_length=500, help_text="Who relays it, if anyone."
    )
    source_kind = forms.ChoiceField(
        label="Kind", required=False, choices=Source.Kind.choices, initial=Source.Kind.OUTLET
    )

    own_reporting = forms.BooleanField(
        label="Own reporting",
        required=False,
        help_text="The newsroom saw or heard it itself: readers are told so.",
    )

    refusal_fields = {"outlet": "source_outlet", "url": "source_url", "sources": "cites"}
    looked_up: object = None
    """What came of looking an address up."""

    def __init__(self, *args: Any, sources: list[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(source.pk, _named(source)) for source in sources]
        self.fields["cites"].choices = choices  # type: ignore[attr-defined]
        self.fields["source_url"].widget.attrs["inputmode"] = "url"

    def clean(self) -> None:
        """Read the time in the zone of the story, or in the update's own."""
        self.settle_moment(self.cleaned_data.get("time_zone") or self.zone)
        told = ("title", "url", "via", "author", "published_at")
        given = [self.cleaned_data.get(f"source_{name}") for name in told]
        self.source_published = moment_in(self, "source_published_at", self.zone)
        if any(given) and not self.cleaned_data.get("source_outlet"):
            self.add_error("source_outlet", "Say who this source is, such as “Reuters”.")

    def new_sources(self) -> tuple[SourceText, ...]:
        """The source typed beside the update, if any."""
        data = self.cleaned_data
        if not data["source_outlet"]:
            return ()
        source = SourceText(
            outlet=data["source_outlet"],
            title=data["source_title"],
            url=data["source_url"],
            via=data["source_via"],
            kind=data["source_kind"] or Source.Kind.OUTLET,
            author=data["source_author"],
            published_at=self.source_published,
            fetched=data["source_fetched"],
        )
        return (source,)

    def text(self) -> UpdateText:
        """The update as the actions take it."""
        data = self.cleaned_data
        return UpdateText(
            body=data["body"],
            headline=data["headline"],
            at=self.moment,
            cites=data["cites"],
            media=data["pictures"],
            new_sources=self.new_sources(),
            label=data.get("label"),
            time_zone=data.get("time_zone"),
            own_reporting=data.get("own_reporting"),
            **{name: data[name] for name in TOLD},
        )


class PostForm(AloneForm, UpdateForm):
    """The write box: a new update, and perhaps a new headline for the story with it."""

    story_headline = forms.CharField(
        label="New headline for the story",
        required=False,
        max_length=2000,
        help_text="Leave empty to keep the headline as it is.",
    )
    move = forms.BooleanField(label="Move the address with the headline", required=False)
    request_key = request_key_field()

    def __init__(
        self, *args: Any, incident: Incident, media: list[Medium] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, zone=incident.time_zone, **kwargs)
        offer_media(self, media_rows(incident) if media is None else media, ())
        self.fields["body"].widget.attrs |= {"autofocus": True, "rows": 5}
        self.fields["story_headline"].widget.attrs["placeholder"] = incident.headline

    def proposal(self) -> Proposal:
        """The update as it may be published, with the story's new headline where there is one."""
        headline = self.cleaned_data["story_headline"]
        story = StoryEdit(headline=headline, move=self.cleaned_data["move"]) if headline else None
        return Proposal(update=self.text(), story=story)


class RewriteForm(ChangeForm, AloneForm, UpdateForm):
    """An update that stands already; a published one asks for kind and note."""

    label = forms.CharField(
        label="Number as printed elsewhere",
        required=False,
        max_length=20,
        help_text="Such as 18A. Our own number stays.",
    )
    time_zone = zone_field("Time zone of this update", required=False)
    request_key = request_key_field()

    def __init__(self, *args: Any, update: Update, **kwargs: Any) -> None:
        cited = [citation.source_id for citation in update.citations.all()]
        kwargs["initial"] = {
            **kwargs.get("initial", {}),
            **{name: getattr(update, name) for name in WRITTEN},
            "cites": cited,
            "pictures": update.media,
            "own_reporting": update.own_reporting,
            "base": update.incident.version_number,
        }
        self.incident = update.incident
        super().__init__(*args, zone=update.zone, offered=update.at, **kwargs)
        self.fields[
            "time_zone"
        ].help_text = f"Empty for the story's own, {update.incident.time_zone}."
        self.fields["body"].widget.attrs["autofocus"] = True
        offer_media(self, media_rows(update.incident), update.media)
        self.fields["cites"].widget.remember(cited, self.data)
        self.fields["pictures"].widget.remember(update.media, self.data)
        remember_initial(self, (*WRITTEN, "own_reporting"))

    def story(self) -> Incident:
        """The story on which the update stands."""
        return self.incident

    def text(self) -> UpdateText:
        """What was changed; the rest is left as it stands, whatever others made of it meanwhile."""
        given = {name: self._changed(name) for name in (*WRITTEN, "own_reporting")}
        return UpdateText(
            **given,
            at=self.moment,
            cites=self._ticked("cites"),
            media=self._ticked("pictures"),
            new_sources=self.new_sources(),
        )

    def _ticked(self, name: str) -> list[int] | None:
        """What is ticked; None where nothing was ticked or unticked since the form was opened."""
        seen, typed = self.data.get(self.add_prefix(f"{name}-seen")), self.cleaned_data[name]
        shown = {int(key) for key in str(seen or "").split(",") if key.isdecimal()}
        return None if seen is not None and shown == {*typed} else typed

    def _changed(self, name: str) -> Any:
        return self.cleaned_data[name] if name in self.changed_data else None

    def proposal(self) -> Proposal:
        """The change as it may be published, with all that readers are told of it."""
        given = self.cleaned_data
        return Proposal(
            update=self.text(),
            kind=given["kind"],
            note=given["note"],
            particulars=self.particulars(),
            choices=choices_in(self.data),
            report=given["report"],
        )


def _named(source: Source) -> str:
    place = f"{source.number}. " if source.number else ""
    return f"{place}{source.outlet}{': ' if source.title else ''}{source.title}"
