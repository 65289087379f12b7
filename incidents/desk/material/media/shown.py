"""What the desk shows of a story's pictures, quoted posts and videos."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from incidents.actions.ledger import pieces
from incidents.models import Incident, Medium, Picture, Rendition, Update
from incidents.text import fragments
from incidents.text.fragments.media import EXTENSIONS


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
    rows = list(media_of(incident))
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


def media_of(incident: Incident) -> list[Medium]:
    """The rows themselves, newest first, with the files of their pictures."""
    files = Prefetch("picture__renditions", Rendition.objects.order_by("media_type", "width"))
    rows = Medium.objects.filter(incident=incident).select_related("picture")
    return list(rows.prefetch_related(files).order_by("-number"))


def in_rail(incident: Incident) -> list[Medium]:
    """The rows alone, for the screen of the story, in one query."""
    return list(Medium.objects.filter(incident=incident).order_by("number"))


def thumbnail(picture: Picture | None) -> str:
    """Where the desk finds the smallest file of a picture; empty where there is none."""
    if picture is None:
        return ""
    files = sorted(picture.renditions.all(), key=lambda row: (row.width, row.size))
    return address(files[0]) if files else ""


def address(file: Rendition) -> str:
    """Where the desk finds a file, whether readers may have it or not."""
    name = f"{file.digest}.{EXTENSIONS[file.media_type]}"
    return reverse("desk:picture", args=[name])


def at_the_desk(html: str) -> str:
    """The same HTML with the files of pictures taken from where editors find them."""
    return html.replace('="/media/', '="/desk/media/').replace(", /media/", ", /desk/media/")


def figures(incident: Incident) -> dict[int, str]:
    """The pictures, posts and videos of a story as readers would see them, by number."""
    return {row.number: _fragment(row, incident) for row in media_of(incident)}


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
