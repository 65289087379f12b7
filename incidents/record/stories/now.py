"""Stories as they stand now."""

from dataclasses import replace

from incidents.models import Incident
from incidents.record import versions
from incidents.record.beside import related
from incidents.record.beside.translations import translations
from incidents.record.entries import Translation
from incidents.record.ledger import standing
from incidents.record.pages import StoryPage, shown as showing
from incidents.record.pages.stretches import Stretch, newest as newest_updates
from incidents.record.stories.addresses import published
from incidents.record.stories.building import page
from incidents.record.stories.standing import read, stand
from incidents.record.stories.texts import UPDATE, numbers, value_of

CHANGES_ON_STORY = 50
CHANGES_BELOW_STORY = 6
"""Of a story's HTML page: the first version and the newest."""


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
    here = stand(incident, _texts(incident, expected))
    there = numbers(here.lines)
    on_page = stretch or newest_updates(max(there, default=0))
    texts = [f"{UPDATE}{number}" for number in there if on_page.holds(number)]
    pieces = read(here, incident, texts).some(texts)
    changes = versions.latest(incident, CHANGES_BELOW_STORY, pieces["headline"], here.number)
    relations = related.as_they_stand(incident, value_of(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations, here.lines)
    others = _others(incident, found)
    return replace(found, changes=changes, stretch=on_page, translations=others)


def _texts(incident: Incident, stretch: Stretch) -> list[str]:
    last = min(stretch.last or incident.update_counter, incident.update_counter)
    return [f"{UPDATE}{number}" for number in range(stretch.first, last + 1)]


@showing.told
def of(incident: Incident) -> StoryPage:
    """The public page of a published story: from its ledger, never from working rows."""
    showing.shows(showing.story(incident.pk))
    pieces = standing(incident.pk)
    changes = versions.latest(incident, CHANGES_ON_STORY, pieces["headline"])
    relations = related.as_they_stand(incident, value_of(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations)
    return replace(found, changes=changes, translations=_others(incident, found))


def _others(incident: Incident, page: StoryPage) -> tuple[Translation, ...]:
    """The story in other languages; a withdrawn one names none."""
    return () if page.retracted else translations(incident)
