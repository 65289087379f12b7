"""Sources, their links, and related stories, one by one."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit
from incidents.actions.stories import editing
from incidents.desk.admin.acting import ActingAdmin, ActingForm, ReadOnlyAdmin
from incidents.desk.admin.fields import local_time_field, read_moment
from incidents.desk.admin.inlines import RelatedRowForm
from incidents.desk.forms.fields import base_field, note_field
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.moments import written
from incidents.models import Editor, Fetched, Incident, Link, Related, Source
from incidents.text.addresses.stories import story_path

TIMES = ("published_at", "retrieved_at")


class SourceAdminForm(ActingForm[Source]):
    """Everything about one source."""

    url = forms.CharField(label="Web address", required=False, max_length=4000)
    archived_url = forms.CharField(label="Archived copy", required=False, max_length=4000)
    published_time = local_time_field()
    retrieved_time = local_time_field()
    note = note_field()
    base = base_field()

    class Meta:
        model = Source
        fields = ["incident", "outlet", "title", "author", "archived_url", "via", "quote", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self.moments = {name: getattr(row, name) for name in TIMES}
        if not row.pk:
            return
        self.initial.update(url=row.url, base=row.incident.version_number)
        for name, at in self.moments.items():
            if at is not None:
                self.initial[_typed(name)] = written(at, row.incident.time_zone)

    def clean(self) -> dict[str, Any] | None:
        """Read both times on the story's clock; an emptied one is none."""
        given = super().clean()
        story = self.cleaned_data.get("incident") or (self.instance.pk and self.instance.incident)
        for name in TIMES:
            if story and _typed(name) in self.changed_data:
                self.moments[name] = read_moment(self, _typed(name), story.time_zone)
        return given

    def text(self) -> SourceText:
        """The source as the actions take it."""
        given = self.cleaned_data
        return SourceText(
            outlet=given["outlet"],
            title=given["title"],
            url=given["url"],
            via=given["via"],
            quote=given["quote"],
            kind=given["kind"],
            published_at=self.moments["published_at"],
            retrieved_at=self.moments["retrieved_at"],
            id=self.instance.pk,
            author=given["author"],
            archived_url=given["archived_url"],
        )


def _typed(name: str) -> str:
    return name.replace("_at", "_time")


@admin.register(Source)
class SourceAdmin(ActingAdmin[Source]):
    """Sources; each stands on one story's list."""

    form = SourceAdminForm
    list_display = ("__str__", "title", "kind", "via", "incident", "published_at", "link_state")
    list_filter = ("kind", "link_state")
    list_select_related = ("incident", "link")
    date_hierarchy = "published_at"
    search_fields = ("outlet", "title", "via", "link__url", "incident__headline")
    autocomplete_fields = ("incident",)
    ordering = ("-id",)
    delete_words = "Take off the list"
    change_form_template = "admin/incidents/change_form.html"
    fields = (
        *("incident", "outlet", "title", "author", "url", "archived_url", "via", "quote", "kind"),
        *("published_time", "retrieved_time", "link_state", "link_checked_at", "note", "base"),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """A source stays on its story; what became of its page is seen by the worker."""
        return (*(("incident",) if obj else ()), "link_state", "link_checked_at")

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """What only a draft cites is changed with that draft."""
        listed = obj is None or obj.number is not None
        return listed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """The same."""
        listed = obj is None or obj.number is not None
        return listed and super().has_delete_permission(request, obj)

    def act(
        self, by: Editor, form: ActingForm[Source], formsets: list[Any], *, change: bool
    ) -> Source:
        """The story's list with this source as it is now."""
        text: SourceText = form.text()  # type: ignore[attr-defined]
        story = form.instance.incident if change else form.cleaned_data["incident"]
        texts = [SourceText.of(row) for row in source_rows(story)]
        texts = [text if held.id == text.id else held for held in texts]
        if not change:
            texts.append(replace(text, id=None))
        given = form.cleaned_data
        _save(story, StoryEdit(sources=texts), by, given["note"], given["base"])
        return form.instance if change else Source.objects.filter(incident=story).latest("serial")

    def withdraw(self, by: Editor, row: Source, note: str) -> None:
        """The story's list without it."""
        texts = [SourceText.of(held) for held in source_rows(row.incident) if held.pk != row.pk]
        _save(row.incident, StoryEdit(sources=texts), by, note, None)

    def reason_needed(self, row: Source) -> bool:
        """Readers are told why the list changed."""
        return row.incident.is_published


@admin.register(Link)
class LinkAdmin(ReadOnlyAdmin[Link]):
    """Web addresses, each stored once for all stories that cite it."""

    list_display = ("url",)
    search_fields = ("url",)


@admin.register(Fetched)
class FetchedAdmin(ReadOnlyAdmin[Fetched]):
    """Pages that were kept; they are released and withdrawn on the page of their source."""

    list_display = ("outlet", "title", "at", "source", "fetched_by", "released_at")
    list_filter = ("media_type", ("released_at", admin.EmptyFieldListFilter))
    list_select_related = ("source", "fetched_by")
    date_hierarchy = "at"
    search_fields = ("address", "final_address", "title", "outlet", "digest")
    change_form_template = "admin/incidents/change_form.html"


class RelatedAdminForm(RelatedRowForm, ActingForm[Related]):
    """A related story on its own page."""

    note = note_field()
    base = base_field()

    class Meta(RelatedRowForm.Meta):
        fields = ["incident", *RelatedRowForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["base"] = self.instance.incident.version_number


@admin.register(Related)
class RelatedAdmin(ActingAdmin[Related]):
    """Related stories that editors chose."""

    form = RelatedAdminForm
    list_display = ("__str__", "incident", "date", "order")
    list_filter = (("story", admin.EmptyFieldListFilter),)
    list_select_related = ("incident", "story")
    date_hierarchy = "date"
    search_fields = ("title", "story__headline", "incident__headline")
    autocomplete_fields = ("incident", "story")
    ordering = ("-id",)
    delete_words = "Take off the list"
    change_form_template = "admin/incidents/change_form.html"
    fields = ("incident", "order", "story", "title", "url", "date", "contexts", "note", "base")

    def get_readonly_fields(self, request: HttpRequest, obj: Related | None = None) -> Any:
        """It stays beside its story."""
        return ("incident",) if obj else ()

    def act(
        self, by: Editor, form: ActingForm[Related], formsets: list[Any], *, change: bool
    ) -> Related:
        """The story's list with this one as it is now, in its place."""
        given, row = form.cleaned_data, form.instance
        story = row.incident if change else given["incident"]
        choices = [_choice(held) for held in _beside(story, row)]
        place = min(given["order"], len(choices))
        choices.insert(place, form.choice())  # type: ignore[attr-defined]
        _save(story, StoryEdit(related=choices), by, given["note"], given["base"])
        return Related.objects.get(incident=story, order=place)

    def withdraw(self, by: Editor, row: Related, note: str) -> None:
        """The story's list without it."""
        choices = [_choice(held) for held in _beside(row.incident, row)]
        _save(row.incident, StoryEdit(related=choices), by, note, None)

    def reason_needed(self, row: Related) -> bool:
        """Readers are told why the list changed."""
        return row.incident.is_published


def _beside(story: Incident, row: Related) -> list[Related]:
    """The other related stories of a story, in order."""
    rows = Related.objects.filter(incident=story).select_related("story")
    return [held for held in rows if held.pk != row.pk]


def _choice(row: Related) -> RelatedChoice:
    if row.story is not None:
        return RelatedChoice(story=row.story)
    return RelatedChoice(
        title=row.title,
        address=story_path(row.address) if row.address else "",
        url=row.url,
        date=row.date,
        contexts=tuple(row.contexts),
    )


def _save(story: Incident, edit: StoryEdit, by: Editor, note: str, base: int | None) -> Incident:
    return editing.edit(story, edit, by=by, note=note, base=base)
