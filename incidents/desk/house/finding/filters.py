"""What updates and stories can be asked for."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django_filters import FilterSet, filters

from incidents.desk.forms.fields import DateInput
from incidents.desk.house.matching import with_words
from incidents.models import Citation, Editor, Incident, IncidentTopic, Source, Topic, Update

Rows = TypeVar("Rows", bound=Model)
ANY = "Any"
CORRECTED = Q(marks__contains=[{"kind": "correction"}]) | Q(
    marks__contains=[{"kind": "clarification"}]
)
DEAD = Source.LinkState.DEAD


def _ticked(method: str, label: str) -> filters.BooleanFilter:
    return filters.BooleanFilter(method=method, label=label, widget=forms.CheckboxInput)


def _text(method: str, label: str, **attrs: str) -> filters.CharFilter:
    return filters.CharFilter(
        method=method, label=label, max_length=200, widget=forms.TextInput(attrs)
    )


def _day(column: str, lookup: str, label: str) -> filters.DateFilter:
    return filters.DateFilter(field_name=column, lookup_expr=lookup, label=label, widget=DateInput)


class Finding(FilterSet):  # type: ignore[misc]
    """What both can be asked for, by the story that they stand on."""

    to_story = ""
    """The way from a row to its story, as columns are named."""
    words_in: tuple[str, ...] = ()

    def text(self, rows: QuerySet[Any], _name: str, sought: str) -> QuerySet[Any]:
        """Rows that hold every word."""
        return rows.filter(with_words(sought, *self.words_in))

    def on_topic(self, rows: QuerySet[Any], _name: str, sought: str) -> QuerySet[Any]:
        """Rows of stories that carry a topic of this name."""
        found = Topic.objects.filter(Q(name__iexact=sought) | Q(public_name__iexact=sought))
        links = IncidentTopic.objects.filter(topic__in=found).values("incident")
        return rows.filter(**{f"{self.to_story}__in" if self.to_story else "pk__in": links})

    def status_of(self, rows: QuerySet[Any], _name: str, status: str) -> QuerySet[Any]:
        """Rows of stories that are in this state; what is retracted is in no other."""
        start = f"{self.to_story}__" if self.to_story else ""
        if status == "retracted":
            return rows.filter(**{f"{start}retracted_at__isnull": False})
        return rows.filter(**{f"{start}status": status, f"{start}retracted_at": None})


STATUSES = (*Incident.Status.choices, ("retracted", "Retracted"))


class UpdateFinding(Finding):
    """Which updates are wanted."""

    to_story = "incident"
    words_in = ("headline", "body", "incident__headline")

    q = _text("text", "Words")
    state = filters.ChoiceFilter(choices=Update.State.choices, label="State", empty_label=ANY)
    status = filters.ChoiceFilter(
        method="status_of", choices=STATUSES[1:], label="Its story is", empty_label=ANY
    )
    since = _day("day", "gte", "From")
    until = _day("day", "lte", "To")
    topic = _text("on_topic", "Topic", list="topics", autocomplete="off")
    outlet = _text("from_outlet", "Source")
    author = filters.ModelChoiceFilter(
        field_name="created_by",
        queryset=Editor.objects.order_by("username"),
        label="Written by",
        empty_label=ANY,
    )
    corrected = _ticked("only_corrected", "Corrected or clarified")
    unsourced = _ticked("without_source", "Without a source")
    dead = _ticked("with_dead_link", "With a dead link")
    order = filters.OrderingFilter(
        label="Order",
        empty_label=None,
        fields=(("at", "at"), ("incident", "incident"), ("number", "number")),
        choices=(
            ("-at", "Latest first"),
            ("at", "Oldest first"),
            ("-incident", "By story"),
            ("-number", "Highest number first"),
        ),
    )

    class Meta:
        model = Update
        fields: tuple[str, ...] = ()

    def from_outlet(self, rows: QuerySet[Any], _name: str, sought: str) -> QuerySet[Any]:
        """Updates that rest on somebody of this name."""
        return rows.filter(Exists(_cited().filter(source__outlet__icontains=sought)))

    def only_corrected(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Updates that carry such a mark."""
        return rows.filter(CORRECTED) if ticked else rows

    def without_source(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Updates that rest on nobody, and are not the newsroom's own reporting."""
        return rows.filter(~Exists(_cited()), own_reporting=False) if ticked else rows

    def with_dead_link(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Updates that rest on a page which is gone."""
        return rows.filter(Exists(_cited().filter(source__link_state=DEAD))) if ticked else rows


class StoryFinding(Finding):
    """Which stories are wanted."""

    words_in = ("headline", "topic_line", "lead", "path")

    q = _text("text", "Words")
    status = filters.ChoiceFilter(
        method="status_of", choices=STATUSES, label="Status", empty_label=ANY
    )
    since = _day("date", "gte", "From")
    until = _day("date", "lte", "To")
    topic = _text("on_topic", "Topic", list="topics", autocomplete="off")
    outlet = _text("from_outlet", "Source")
    author = filters.ModelChoiceFilter(
        field_name="created_by",
        queryset=Editor.objects.order_by("username"),
        label="Opened by",
        empty_label=ANY,
    )
    corrected = _ticked("only_corrected", "Corrected or clarified")
    unsourced = _ticked("without_source", "Without a source")
    dead = _ticked("with_dead_link", "With a dead link")
    order = filters.OrderingFilter(
        label="Order",
        empty_label=None,
        fields=(("position", "position"), ("date", "date"), ("update_counter", "updates")),
        choices=(
            ("-position", "Latest change first"),
            ("-date", "Latest date first"),
            ("date", "Oldest date first"),
            ("-updates", "Most updates first"),
        ),
    )

    class Meta:
        model = Incident
        fields: tuple[str, ...] = ()

    def from_outlet(self, rows: QuerySet[Any], _name: str, sought: str) -> QuerySet[Any]:
        """Stories with somebody of this name on their list."""
        return rows.filter(Exists(_listed().filter(outlet__icontains=sought)))

    def only_corrected(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Stories in which something was put right."""
        return rows.filter(corrected=True) if ticked else rows

    def without_source(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Stories with an empty list."""
        return rows.filter(~Exists(_listed())) if ticked else rows

    def with_dead_link(self, rows: QuerySet[Any], _name: str, ticked: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Stories with a page on their list which is gone."""
        return rows.filter(Exists(_listed().filter(link_state=DEAD))) if ticked else rows


def _cited() -> QuerySet[Citation]:
    return Citation.objects.filter(update=OuterRef("pk"))


def _listed() -> QuerySet[Source]:
    return Source.objects.listed().filter(incident=OuterRef("pk"))
