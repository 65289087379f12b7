"""Addresses of one story of every kind of page, for the tests of the readers' wing."""

from dataclasses import dataclass

from incidents.models import Incident
from tests import factories


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A published story with three updates, a correction, topics and a source."""

    incident: Incident

    @property
    def story(self) -> str:
        """The address of the story, without the closing slash."""
        return f"/news/{self.incident.path}"

    @property
    def pages(self) -> dict[str, str]:
        """Every kind of page, by name, as its address without suffix."""
        return {
            "front": "/index",
            "year": "/news/2017/index",
            "month": "/news/2017/02/index",
            "day": "/news/2017/02/25/index",
            "topics": "/topics",
            "topic": "/topics/border",
            "story": self.story,
            "update": f"{self.story}/updates/2",
            "changes": f"{self.story}/changes",
            "version": f"{self.story}/changes/3",
            "proof": f"{self.story}/changes/3/proof",
            "comparison": f"{self.story}/changes/2..5",
        }

    def html(self, name: str) -> str:
        """The address of the HTML page of a kind."""
        return f"{self.pages[name].removesuffix('index').rstrip('/')}/"


KINDS = (
    *("front", "year", "month", "day", "topics", "topic"),
    *("story", "update", "changes", "version", "proof", "comparison"),
)


def newsroom() -> Newsroom:
    """Make one, through the same actions as an editor."""
    return Newsroom(factories.long_story(3))
