"""What the desk shows of a story's pictures, quoted posts and videos."""

from collections import defaultdict
from dataclasses import dataclass

from incidents.actions.ledger import pieces
from incidents.desk.forms.lists import media_rows, thumbnail
from incidents.models import Incident, Medium, Update
from incidents.text import fragments


@dataclass(frozen=True, slots=True)
class MediumRow:
    """One picture, post or video, where it is shown, and its smallest file."""

    medium: Medium
    shown_with: tuple[str, ...]
    thumbnail: str
    fragment: str = ""

    @property
    def words(self) -> str:
        """What tells it from others, in few words."""
        row = self.medium
        return row.caption or row.alt or row.text or row.url


def of_story(incident: Incident, *, whole: bool = False) -> list[MediumRow]:
    """The pictures, posts and videos of a story, newest first, in two queries and one for files.

    With `whole`, each comes as readers will see it.
    """
    rows = list(media_rows(incident))
    shown = _shown_with(incident) if rows else {}
    return [
        MediumRow(
            row,
            tuple(shown.get(row.number, ())),
            thumbnail(row.picture),
            _fragment(row, incident) if whole else "",
        )
        for row in rows
    ]


def at_the_desk(html: str) -> str:
    """The same HTML with the files of pictures taken from where editors find them."""
    return html.replace('="/media/', '="/desk/media/').replace(", /media/", ", /desk/media/")


def figures(incident: Incident) -> dict[int, str]:
    """The pictures, posts and videos of a story as readers would see them, by number."""
    return {row.number: _fragment(row, incident) for row in media_rows(incident)}


def _fragment(row: Medium, incident: Incident) -> str:
    value = pieces.medium(row, incident.time_zone)
    return at_the_desk(fragments.render(row.piece_key, value))


def _shown_with(incident: Incident) -> dict[int, list[str]]:
    """The texts that show each number, in readers' words."""
    found: dict[int, list[str]] = defaultdict(list)
    for number in incident.lead_media:
        found[number].append("Initial report")
    texts = Update.objects.filter(incident=incident, state=Update.State.PUBLISHED)
    for update, numbers in (
        texts.exclude(media=[]).order_by("number").values_list("number", "media")
    ):
        for number in numbers:
            found[number].append(f"Update {update}")
    return found
