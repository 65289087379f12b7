"""Stories as they stand now."""

from collections.abc import Iterable
from dataclasses import replace

from incidents.models import Incident
from incidents.record import versions
from incidents.record.beside import related
from incidents.record.beside.translations import translations
from incidents.record.entries import Translation
from incidents.record.ledger import NEWEST, standing
from incidents.record.pages import StoryPage, shown as showing
from incidents.record.pages.stretches import Stretch, newest as newest_updates
from incidents.record.stories.addresses import published
from incidents.record.stories.building import page
from incidents.record.stories.standing import read, stand
from incidents.record.stories.texts import UPDATE, value_of

CHANGES_ON_STORY = 50


def story(path: str) -> StoryPage | None:
    """The story at a path as it stands now."""
    incident = published(path)
    return of(incident) if incident else None


@showing.told
def shown(path: str, stretch: Stretch | None = None) -> StoryPage | None:
    """The story at a path with the updates of one stretch, by default those of its first page.

    Only what is shown is read: of other updates no more than that they are there.
    """
    incident = published(path)
    if incident is None:
        return None
    expected = stretch or newest_updates(incident.update_counter)
    here = stand(incident, _texts(expected, range(incident.update_counter, 0, -1)))
    numbers = here.overall.numbers
    on_page = stretch or newest_updates(max(numbers, default=0))
    texts = _texts(on_page, numbers)
    pieces = read(here, incident, texts).some(texts)
    changes = tuple(row.entry(incident) for row in here.versions)
    relations = related.as_they_stand(incident, value_of(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations, here.overall)
    others = _others(incident, found)
    return replace(found, changes=changes, stretch=on_page, translations=others)


def _texts(stretch: Stretch, numbers: Iterable[int]) -> list[str]:
    """The keys of the updates among these that stand on a stretch."""
    first, last = stretch.first, stretch.last or NEWEST
    return [f"{UPDATE}{number}" for number in numbers if first <= number <= last]


@showing.told
def of(incident: Incident) -> StoryPage:
    """The public page of a published story: from its ledger, never from working rows."""
    showing.shows(showing.story(incident.pk))
    pieces = standing(incident.pk)
    rows = versions.happened(incident, CHANGES_ON_STORY, pieces["headline"])
    changes = tuple(row.entry(incident) for row in rows)
    relations = related.as_they_stand(incident, value_of(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations)
    return replace(found, changes=changes, translations=_others(incident, found))


def _others(incident: Incident, page: StoryPage) -> tuple[Translation, ...]:
    """The story in other languages; a withdrawn one names none."""
    return () if page.retracted else translations(incident)
