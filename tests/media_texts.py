"""Images, quoted posts and videos as editors give them, and the pages that show them."""

from datetime import UTC, datetime

from incidents import record
from incidents.actions.inputs import MediumText
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident, Medium, Version
from incidents.record.pages import StoryPage
from tests.picture_files import photo

Kind = Medium.Kind

RIDGE = "A bare ridge; two soldiers walk along it."


def image(seed: int = 0, **fields: object) -> MediumText:
    """An image as an editor gives it."""
    given = {"picture": keeping.keep(photo(seed=seed), by=None), "alt": RIDGE} | fields
    return MediumText(kind=Kind.IMAGE, **given)  # type: ignore[arg-type]


def post(**fields: object) -> MediumText:
    """A quoted post."""
    given = {
        "author": "Ministry of Defence",
        "handle": "@ministry",
        "platform": "X",
        "text": "All is calm.\n\nWe will say more.",
        "url": "https://x.com/ministry/status/1",
        "at": datetime(2017, 2, 25, 9, 30, tzinfo=UTC),
    }
    return MediumText(kind=Kind.POST, **(given | fields))  # type: ignore[arg-type]


def video(url: str = "https://youtu.be/dQw4w9WgXcQ", **fields: object) -> MediumText:
    """A video elsewhere."""
    return MediumText(kind=Kind.VIDEO, url=url, **fields)  # type: ignore[arg-type]


def page(incident: Incident, at: int | None = None) -> StoryPage:
    """The public page, now or as it stood."""
    path = Incident.objects.get(pk=incident.pk).path
    found = record.story(path) if at is None else record.story_at(path, at)
    assert found is not None
    return found


def newest(incident: Incident) -> Version:
    return Version.objects.filter(incident=incident).latest("number")
