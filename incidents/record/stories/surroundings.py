"""What stands around the words of a story on its page, and is told by no version of its own."""

from dataclasses import dataclass

from incidents.record.beside import related
from incidents.record.beside.comments import Beside, beside
from incidents.record.beside.translations import translations
from incidents.record.entries import RelatedEntry, Translation
from incidents.record.ledger import standing
from incidents.record.pages import shown
from incidents.record.stories.addresses import published
from incidents.record.stories.texts import value_of


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Other stories, comments and appeals beside a story, as they are now."""

    related: tuple[RelatedEntry, ...]
    translations: tuple[Translation, ...]
    beside: Beside


@shown.told
def surroundings(path: str) -> Surroundings | None:
    """What stands around the story at a path; None where there is none, or it is retracted."""
    incident = published(path)
    if incident is None or incident.retracted_at is not None:
        return None
    chosen = value_of(standing(incident.pk, keys=["related"]), "related")
    return Surroundings(
        related=related.as_they_stand(incident, chosen),
        translations=translations(incident),
        beside=beside(path),
    )
