"""What the front page of a demo newsroom offers: to watch a story move, or how to make one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from incidents.models import Incident, Version
from incidents.record.pages import shown
from incidents.text.addresses.stories import story_path

MOVES_FOR = timedelta(minutes=2)
"""So long after its last move a story counts as moving."""

LOOKED_AT = 20
"""Of the latest changes of the whole site: others may be at work in a demo as well."""

OURS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Watching:
    """A demo story that moves now, and until when that is true if nothing more happens.

    Without a `path` none moves, and the person at this machine may let one.
    """

    path: str = ""
    headline: str = ""
    until: datetime | None = None


@shown.told
def watching() -> Watching | None:
    """What to offer; None where this is no demo, or where nobody could do what is offered.

    The other demo stories carry the times of long ago, so only one that moves is sample and new.
    """
    if not Version.objects.filter(position=1, origin=Version.Origin.SAMPLE).exists():
        return None
    shown.shows(shown.ANY_VERSION)
    now = timezone.now()
    latest = Version.objects.select_related("incident").order_by("-position")[:LOOKED_AT]
    for version in latest:
        story = version.incident
        stands = story.status == Incident.Status.LIVE and story.retracted_at is None
        sample = version.origin == Version.Origin.SAMPLE
        if sample and stands and now - MOVES_FOR < version.at <= now:
            until = version.at + MOVES_FOR
            shown.until(until)
            return Watching(story_path(story.path), story.headline, until)
    return Watching() if urlsplit(settings.SITE_URL).hostname in OURS else None
