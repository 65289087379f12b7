"""What stands around the texts on every page of a story: its head, that it is live, where else."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from incidents.reader.parts.frame import formats_line
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.reads import fields
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage

_FOLLOWED = fields("key", "path", "language", "status", "version", "changed_at", "changed_printed")
_DOCKED = fields("key", "path", "language", "status")


@dataclass(frozen=True, slots=True)
class Preload:
    """The picture that a reader sees first, for the head of a page: its files and its widths."""

    srcset: str
    sizes: str


def around(page: StoryPage | UpdatesPage | UpdatePage, story: StoryPage) -> dict[str, str]:
    """What every page of a story has: the line that it is live, the ways to other formats."""
    return {
        "line": rendered("reader/live/line.html", _FOLLOWED(story)),
        "dock": rendered("reader/live/dock.html", _DOCKED(story)),
        "formats": formats_line(page),
    }


def buttons(path: str) -> str:
    return rendered("reader/share/buttons.html", {"of": path}, dict)


def shared_head(page: StoryPage | UpdatePage, first_picture: Preload | None) -> str:
    """What a page tells those who show a link to it, and the picture that is fetched first."""
    return render_to_string(
        "reader/story/head.html", {"page": page, "first_picture": first_picture}
    )
