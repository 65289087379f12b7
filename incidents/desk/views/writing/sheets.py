"""The forms in which text is written: a new update, a change of one, the story's own text."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from incidents.actions.drafts.applying import rehearse
from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.rules import rules_of
from incidents.actions.refusals import Conflicted, Refused
from incidents.desk.answers import page
from incidents.desk.forms.correcting import suggestions
from incidents.desk.forms.drafting import show_draft
from incidents.desk.forms.fields import number_in, time_zones
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.story import StoryTextForm
from incidents.desk.forms.update import PostForm, RewriteForm
from incidents.desk.permissions import EditorRequest
from incidents.desk.shown.standing import choice
from incidents.desk.views.story import screen
from incidents.models import Draft, Incident, Update

Form = PostForm | RewriteForm | StoryTextForm


class Sheet(ABC):
    """One form in which a text is written, with its page and its place in the story.

    `pieces` are those that it changes; `name` tells it from the other sheets of the story.
    """

    pieces: Sequence[str] = ()
    name = ""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident

    @abstractmethod
    def form(self, data: QueryDict | None = None, **kwargs: Any) -> Form:
        """The form, empty or as it was sent."""

    @abstractmethod
    def show(self, request: EditorRequest, form: Form, draft: Draft | None) -> HttpResponse:
        """The page with the form in it."""

    def place(self, base: int | None) -> Place:
        """Where a text of this sheet belongs that was begun at version `base`."""
        newest = self.incident.version_number
        return Place(self.incident, base=newest if base is None else min(base, newest))

    def continued(self, draft: Draft) -> Form:
        """The form with a draft in it."""
        form = self.form()
        show_draft(form, draft)
        return form


class PostSheet(Sheet):
    """The write box: a new update."""

    def form(self, data: QueryDict | None = None, **kwargs: Any) -> PostForm:
        """The form of the write box."""
        return PostForm(data, incident=self.incident, sources=source_rows(self.incident), **kwargs)

    def show(self, request: EditorRequest, form: Form, draft: Draft | None) -> HttpResponse:
        """The screen of the story."""
        if not isinstance(form, PostForm):
            raise TypeError(f"{type(form).__name__} is not the write box")
        return screen(request, self.incident, form, draft=draft)


class ChangeSheet(Sheet):
    """A page on which something published is changed."""

    template = ""
    address = ""
    update: Update | None = None

    def show(self, request: EditorRequest, form: Form, draft: Draft | None) -> HttpResponse:
        """The page of the change, with what has to be chosen, and other drafts of the same."""
        base = draft.base if draft else None
        return page(
            request,
            self.template,
            form,
            incident=self.incident,
            update=self.update,
            sheet=self,
            draft=draft,
            begun=self.begun(draft),
            rules=rules_of(self.incident),
            choice=choice(form, self.incident, self.pieces, base),
            time_zones=time_zones(),
        )

    def continued(self, draft: Draft) -> Form:
        """The form with a draft in it, and with the choice where others changed the same words."""
        form = super().continued(draft)
        if draft.proposal and draft.base < self.incident.version_number:
            try:
                rehearse(draft, by=None)
            except Conflicted as conflicted:
                form.stale = conflicted  # type: ignore[union-attr]
            except Refused:  # said when it is sent
                return form
        return form

    def begun(self, draft: Draft | None) -> list[Draft]:
        """Other open drafts of the same text, the latest first."""
        place = self.place(None)
        rows = Draft.objects.open().filter(
            incident=self.incident, target=place.target, update=place.update
        )
        others = rows.exclude(pk=draft.pk) if draft else rows
        return list(others.select_related("created_by", "update__incident").order_by("-saved_at"))


class UpdateSheet(ChangeSheet):
    """The page on which a published update is changed."""

    template = "desk/story/update.html"

    def __init__(self, update: Update) -> None:
        super().__init__(update.incident)
        self.update = self.corrected = update
        self.name = f"update-{update.pk}"
        self.pieces = [update.piece_key]
        self.address = reverse("desk:update", args=[update.incident_id, update.pk])

    def form(self, data: QueryDict | None = None, **kwargs: Any) -> RewriteForm:
        """The form of the update."""
        sources = source_rows(self.incident)
        return RewriteForm(data, update=self.corrected, sources=sources, **kwargs)

    def place(self, base: int | None) -> Place:
        """A change of the update."""
        return Place(self.incident, update=self.update, base=super().place(base).base)


class TextSheet(ChangeSheet):
    """The page of the story's own text."""

    template = "desk/story/text.html"
    name = "text"
    pieces = ("about", "credits", "headline", "lead", "notice", "status", "topic_line")

    def __init__(self, incident: Incident) -> None:
        super().__init__(incident)
        self.address = reverse("desk:text", args=[incident.pk])

    def form(self, data: QueryDict | None = None, **kwargs: Any) -> StoryTextForm:
        """The form of the story's own text."""
        return StoryTextForm(data, incident=self.incident, **kwargs)

    def place(self, base: int | None) -> Place:
        """A change of the story's own text."""
        return Place(self.incident, Draft.Target.STORY, base=super().place(base).base)


def suggested(request: EditorRequest) -> dict[str, Any]:
    """What a link to a sheet fills in."""
    return {"initial": suggestions(request.GET)}


def update_sheet(pk: int, update: int) -> UpdateSheet:
    """The sheet of a published update."""
    rows = Update.objects.select_related("incident").prefetch_related("citations")
    return UpdateSheet(get_object_or_404(rows, pk=update, incident_id=pk))


def sheet_of(draft: Draft) -> Sheet:
    """The sheet on which a draft is written."""
    if draft.target == Draft.Target.STORY:
        return TextSheet(draft.incident)
    if draft.update_id is not None:
        return update_sheet(draft.incident_id, draft.update_id)
    return PostSheet(draft.incident)


def sheet_named(incident: Incident, name: str) -> Sheet:
    """The sheet that a page says it is."""
    if name == TextSheet.name:
        return TextSheet(incident)
    stem, _, written = name.partition("-")
    number = number_in(written)
    if stem == "update" and number is not None:
        return update_sheet(incident.pk, number)
    if name:
        raise Http404("No text of this story is written there.")
    return PostSheet(incident)


def fields_of(form: forms.BaseForm) -> list[str]:
    """The names of the fields that a page sends back as it last knew them."""
    return [form.add_prefix(name) for name in form.fields]
