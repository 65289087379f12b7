"""What somebody does at the write box and with the drafts that come of it."""

from django.test import Client
from django.urls import reverse

from incidents.models import Draft, Incident
from tests.desk.filled import filled, text


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def written(desk: Client, story: Incident, **changes: str) -> dict[str, object]:
    return filled(desk, address("story", story.pk), form="/updates/", **changes)


def drafted(desk: Client, story: Incident, body: str = "First.", **changes: str) -> Draft:
    """A draft that was saved at the desk."""
    desk.post(address("post", story.pk), written(desk, story, body=body, draft="1", **changes))
    return Draft.objects.latest("id")


def done(desk: Client, name: str, draft: Draft, **given: str) -> str:
    """Carry out an act on a draft as its page offers it; what the desk says then."""
    page = address(f"{name}-draft", draft.incident_id, draft.key)
    answer = desk.post(page, filled(desk, page, **given), follow=True)
    draft.refresh_from_db()
    return text(answer.content)
