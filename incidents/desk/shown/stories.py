"""What the desk knows of stories: the shelves they stand on, and all that one story holds."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Prefetch, Q

from incidents.actions.drafts.rules import Rules, rules_of
from incidents.desk.forms.lists import media_rows
from incidents.desk.shown.around import FromReaders, around
from incidents.desk.shown.notes import open_notes
from incidents.formats import every
from incidents.formats.addresses import suffixed
from incidents.models import (
    Citation,
    Draft,
    Editor,
    Incident,
    Medium,
    Note,
    Related,
    Source,
    Topic,
    Update,
)
from incidents.record import versions
from incidents.record.entries import ChangeEntry
from incidents.text.addresses.stories import story_path

STORIES_ON_PAGE = 20
UPDATES_ON_PAGE = 20
CHANGES_ON_PAGE = 6

SHELVES = {
    "live": Q(status=Incident.Status.LIVE, retracted_at=None),
    "drafts": Q(status=Incident.Status.DRAFT),
    "ended": Q(status=Incident.Status.ENDED, retracted_at=None),
    "retracted": Q(retracted_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One status, with the number of stories in it."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One update, with the sources that it rests on."""

    update: Update
    cited: list[Source]


@dataclass(frozen=True, slots=True)
class Screen:
    """All that the screen of one story shows."""

    incident: Incident
    drafts: list[Draft]
    rules: Rules
    updates: list[UpdateRow]
    updates_left_out: int
    sources: list[Source]
    related: list[Related]
    topics: list[Topic]
    media: list[Medium]
    notes: list[Note]
    readers: FromReaders
    changes: tuple[ChangeEntry, ...]
    formats: tuple[tuple[str, str], ...]

    @property
    def waiting(self) -> bool:
        """Whether something goes out by itself."""
        return any(draft.is_waiting for draft in self.drafts)


def shelves() -> list[Shelf]:
    """Every status with its number of stories."""
    counts = Incident.objects.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in SHELVES.items()}
    )
    return [Shelf(name, name.capitalize(), counts[name]) for name in SHELVES]


def on_shelf(shelf: str, sought: str, number: str) -> Page[Incident]:
    """A page of the stories of one status, or of all that match what is sought."""
    rows = Incident.objects.annotate(
        draft_count=Count("drafts", filter=Q(drafts__state__in=Draft.OPEN))
    )
    if sought:
        rows = rows.filter(_matching(sought))
    elif shelf in SHELVES:
        rows = rows.filter(SHELVES[shelf])
    return Paginator(rows.order_by("-position", "-id"), STORIES_ON_PAGE).get_page(number)


def last_worked_on(editor: Editor) -> Incident | None:
    """The story that this editor worked on last; for a newcomer the live one that changed last."""
    own = Incident.objects.filter(events__by=editor).order_by("-events__id")
    return own.first() or Incident.objects.filter(SHELVES["live"]).order_by("-position").first()


def screen(incident: Incident, *, whole: bool) -> Screen:
    """Everything about one story; of many updates the newest, unless the `whole` is wanted."""
    sources = _sources(incident)
    shown = _updates(incident, sources, None if whole else UPDATES_ON_PAGE)
    beside = around(incident)
    return Screen(
        incident=incident,
        drafts=drafts_of(incident),
        rules=rules_of(incident, beside.house),
        updates=shown,
        updates_left_out=incident.update_counter - len(shown),
        sources=list(sources.values()),
        related=list(Related.objects.filter(incident=incident).select_related("story")),
        topics=beside.topics,
        media=media_rows(incident),
        notes=open_notes(incident),
        readers=beside.readers,
        changes=_changes(incident),
        formats=formats_of(incident),
    )


def _updates(incident: Incident, sources: dict[int, Source], most: int | None) -> list[UpdateRow]:
    """The newest updates of a story, each with the sources that it rests on."""
    cites = Citation.objects.filter(update=OuterRef("pk")).order_by("source__number")
    rows = Update.objects.filter(incident=incident).annotate(
        cites=ArraySubquery(cites.values("source_id"))
    )
    found = rows.order_by("-number")[:most]
    for update in found:
        update.incident = incident
    return [UpdateRow(update, [sources[pk] for pk in vars(update)["cites"]]) for update in found]


def _sources(incident: Incident) -> dict[int, Source]:
    """The numbered sources of a story, in their order, by their ids."""
    rows = Source.objects.listed().filter(incident=incident).select_related("link")
    counted = rows.annotate(citation_count=Count("citations")).order_by("number")
    return {source.pk: source for source in counted}


def drafts_of(incident: Incident) -> list[Draft]:
    """The open drafts of a story: what goes out next first, then the latest."""
    rows = (
        Draft.objects.open()
        .filter(incident=incident)
        .order_by(F("release_at").asc(nulls_last=True), "-saved_at", "-id")
    )
    people = Prefetch("authors", Editor.objects.order_by("writes_at__id"))
    found = list(rows.select_related("update", "approved_by").prefetch_related(people))
    for draft in found:
        draft.incident = incident
    return found


def topics_of(incident: Incident) -> list[Topic]:
    """The topics of a story, in the editor's order."""
    rows = Topic.objects.filter(incident_links__incident=incident)
    return list(rows.order_by("incident_links__order", "incident_links__id"))


def formats_of(incident: Incident) -> tuple[tuple[str, str], ...]:
    """Every format of a public story: its label and address."""
    if not incident.is_published:
        return ()
    path = story_path(incident.path)
    return tuple((format_.label, suffixed(path, format_.suffix)) for format_ in every())


def _changes(incident: Incident) -> tuple[ChangeEntry, ...]:
    if not incident.is_published:
        return ()
    return tuple(reversed(versions.latest(incident, CHANGES_ON_PAGE)))


def _matching(sought: str) -> Q:
    """Every word of the query stands in headline, topic line or a topic."""
    condition = Q()
    for word in sought.split():
        condition &= (
            Q(headline__icontains=word)
            | Q(topic_line__icontains=word)
            | Q(path__icontains=word.lower())
        )
    return condition
