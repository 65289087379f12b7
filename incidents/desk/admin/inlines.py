"""What stands on a story, on the story's own page of the administration."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from incidents.actions.inputs import RelatedChoice, SourceText, UpdateText
from incidents.actions.ledger.pieces import TOLD
from incidents.desk.admin.fields import UpdateTextForm
from incidents.desk.forms.fields import remember_initial, words
from incidents.desk.permissions import may
from incidents.models import Incident, IncidentTopic, Related, Right, Source, Topic, Update
from incidents.text.addresses.stories import story_path

LATEST = 20


class EditorsInline(admin.options.InlineModelAdmin[Any, Incident]):
    """Rows on a story, for whoever may change the story."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see the story."""
        return may(request.user, Right.READ)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change the story as it stands."""
        seen = isinstance(obj, Incident) and obj.is_published
        return may(request.user, Right.PUBLISH if seen else Right.WRITE)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same."""
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same."""
        return self.has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is asked for; to who only looks, what is stored."""
        if self.has_change_permission(request, obj):
            return self.fields
        stored = {field.name for field in self.opts.get_fields()}
        return [name for name in self.fields or () if name in stored]

    def get_formset(self, request: HttpRequest, obj: Incident | None = None, **kwargs: Any) -> Any:
        """The forms of the rows; plain ones for who only looks."""
        if not self.has_change_permission(request, obj):
            kwargs["form"] = forms.ModelForm
        return super().get_formset(request, obj, **kwargs)


class UpdateInline(EditorsInline, admin.StackedInline[Update, Incident]):
    """The latest updates; a new one is published, so that only a published story takes it."""

    model = Update
    form = UpdateTextForm
    verbose_name_plural = f"updates (the latest {LATEST}; the others under Updates)"
    fields = (
        *("standing", "headline", "body", "local_time", "cites", "own_reporting"),
        *("label", "time_zone", *TOLD),
    )
    readonly_fields = ("standing",)
    can_delete = False
    show_change_link = True
    classes = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Update]:
        """The latest updates of the story, with what they cite."""
        story = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        rows = super().get_queryset(request)
        latest = rows.filter(incident=story).order_by("-id").values("pk")[:LATEST] if story else []
        rows = rows.filter(pk__in=latest).select_related("incident")
        return rows.prefetch_related("citations__source")

    def get_formset(self, request: HttpRequest, obj: Incident | None = None, **kwargs: Any) -> Any:
        """The forms share one list of the story's sources."""
        listed = list(Source.objects.listed().filter(incident=obj)) if obj else []
        kwargs["form"] = type("StoryUpdateForm", (UpdateTextForm,), {"listed": listed})
        return super().get_formset(request, obj, **kwargs)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts of updates are written at the desk."""
        published = isinstance(obj, Incident) and obj.is_published
        return published and super().has_add_permission(request, obj)

    @admin.display(description="State")
    def standing(self, row: Update) -> str:
        """Number and state in words."""
        return f"{row}, {row.get_state_display().lower()}" if row.pk else "New"


class SourceRowForm(forms.ModelForm[Source]):
    """One source of the list; the rest of it stands on its own page."""

    place = forms.IntegerField(min_value=1, required=False, widget=forms.NumberInput({"size": 4}))
    url = forms.CharField(label="Web address", required=False, max_length=4000)

    class Meta:
        model = Source
        fields = ["outlet", "title", "via", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.update(place=self.instance.number, url=self.instance.url)
        remember_initial(self, tuple(self.fields))

    def text(self) -> SourceText:
        """The source as the actions take it."""
        given = self.cleaned_data
        text = SourceText(
            outlet=given["outlet"],
            title=given["title"],
            url=given["url"],
            via=given["via"],
            kind=given["kind"],
        )
        if not self.instance.pk:
            return text
        row = SourceText.of(self.instance)
        return replace(
            text,
            id=row.id,
            quote=row.quote,
            published_at=row.published_at,
            retrieved_at=row.retrieved_at,
        )


class SourceInline(EditorsInline, admin.TabularInline[Source, Incident]):
    """The story's numbered list of sources."""

    model = Source
    form = SourceRowForm
    fields = ("place", "outlet", "title", "url", "via", "kind")
    ordering = ("number",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """The listed ones."""
        return super().get_queryset(request).filter(number__isnull=False).select_related("link")


class RelatedRowForm(forms.ModelForm[Related]):
    """One related story."""

    contexts = forms.CharField(
        label="Context", required=False, help_text="Topics, parted by commas."
    )

    class Meta:
        model = Related
        fields = ["order", "story", "title", "url", "date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["contexts"] = ", ".join(self.instance.contexts)

    def choice(self) -> RelatedChoice:
        """The related story as the actions take it."""
        given = self.cleaned_data
        if given["story"]:
            return RelatedChoice(story=given["story"])
        address = self.instance.address
        return RelatedChoice(
            title=given["title"],
            address=story_path(address) if address else "",
            url=given["url"],
            date=given["date"],
            contexts=tuple(words(given["contexts"])),
        )


class RelatedInline(EditorsInline, admin.TabularInline[Related, Incident]):
    """The related stories that the editor chose."""

    model = Related
    form = RelatedRowForm
    fk_name = "incident"
    fields = ("order", "story", "title", "url", "date", "contexts")
    autocomplete_fields = ("story",)
    verbose_name = "related story"
    verbose_name_plural = "related stories"


class TopicInline(EditorsInline, admin.TabularInline[IncidentTopic, Incident]):
    """What the story is about."""

    model = IncidentTopic
    fields = ("order", "topic")
    autocomplete_fields = ("topic",)
    verbose_name = "topic"
    verbose_name_plural = "topics"


def _rows(formset: Any) -> list[Any]:
    """The filled-in rows that are not taken off, in the order of their places."""
    rows = [
        form
        for form in formset.forms
        if not form.cleaned_data.get("DELETE") and (form.instance.pk or form.has_changed())
    ]

    def place(form: Any) -> tuple[bool, int]:
        given = form.cleaned_data.get("place", form.cleaned_data.get("order"))
        return given is None, given or 0

    return sorted(rows, key=place)


def sources_of(formset: Any) -> list[SourceText] | None:
    """The whole new list of sources; None where nothing was changed."""
    return [form.text() for form in _rows(formset)] if formset.has_changed() else None


def related_of(formset: Any) -> list[RelatedChoice] | None:
    """The whole new list of related stories; None where nothing was changed."""
    return [form.choice() for form in _rows(formset)] if formset.has_changed() else None


def topics_of(formset: Any) -> list[Topic] | None:
    """The whole new list of topics; None where nothing was changed."""
    if not formset.has_changed():
        return None
    return [form.cleaned_data["topic"] for form in _rows(formset)]


def update_rows(formset: Any, story: Incident) -> list[tuple[Update, UpdateTextForm]]:
    """The updates that were changed, as they stand under the story's lock, with their forms."""
    changed = {form.instance.pk: form for form in formset.forms if form.has_changed()}
    rows = Update.objects.filter(incident=story, pk__in=[key for key in changed if key])
    held = list(rows.prefetch_related("citations").order_by("pk"))
    for row in held:
        row.incident = story
    return [(row, changed[row.pk]) for row in held]


def new_updates_of(formset: Any) -> list[UpdateText]:
    """The updates that were added."""
    added = [form for form in formset.forms if form.has_changed() and not form.instance.pk]
    return [form.text() for form in added]
