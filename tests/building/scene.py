"""Every address of the site, and a newsroom with one of everything that an address can name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from incidents.actions.house import campaigns, heads, notice
from incidents.actions.house.front import Place, arrange
from incidents.actions.inputs import (
    MediumText,
    RelatedChoice,
    SourceText,
    StoryEdit,
    UpdateText,
)
from incidents.actions.readers import bans, commenting, comments, reports
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, media, notes, updates
from incidents.actions.stories.pictures import keeping
from incidents.models import (
    Editor,
    ImportedStory,
    Incident,
    Presence,
    Purge,
    Rendition,
    Source,
    Topic,
    Update,
    Version,
)
from tests import factories
from tests.picture_files import photo

PARAMETER = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>")
WRITTEN_OUT = {
    "admin:app_list": "admin/incidents/",
    "admin:None": "admin/nowhere/",
    "syndication:nowhere": "api/nowhere",
}
"""Addresses whose patterns are regular expressions."""


@dataclass(frozen=True)
class Route:
    """One address: its name with namespaces, and its pattern from the root of the site."""

    name: str
    pattern: str


def routes() -> list[Route]:
    return list(_under(get_resolver(), "", ""))


def _under(resolver: URLResolver, start: str, spaces: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = start + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(f"{spaces}{entry.name}", pattern)
        else:
            inner = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from _under(entry, pattern, inner)


NAMED = {
    "outlet": "agency",
    "about": "ethics",
    "page_slug": "ethics",
    "year": "2017",
    "month": "02",
    "suffix": "json",
}
"""What some addresses name, whatever else there is."""


class Scene:
    """A newsroom with one of everything that an address can name."""

    def __init__(self) -> None:
        story = factories.long_story(1)
        self.update = Update.objects.get(number=1)
        someone = factories.editor("someone", last_name="Someone")
        updates.edit(
            self.update,
            UpdateText(body="<p>Nine.</p>"),
            by=someone,
            kind="correction",
            note="It was eight.",
        )
        edit = StoryEdit(
            sources=[SourceText(outlet="Agency", url="https://agency.example/1")],
            related=[RelatedChoice(title="Long before", url="https://agency.example/0")],
        )
        editing.edit(story, edit, by=None, note="Where it comes from.")
        ImportedStory.objects.create(format="text", key="one", digest="0" * 64, incident=story)
        self.story = Incident.objects.get(pk=story.pk)
        self.report = reports.send(
            self.story, piece="update-1", version=1, message="Ten.", senders=["a"]
        )
        commenting.set_comment_mode("open", by=None)
        words = comments.Words("Ani", "ani@example.org", "I was there.")
        self.comment = comments.send(self.story, words, senders=["a"])
        bans.ban(self.comment, kind="email", days=1, by=None)
        appeal = campaigns.CampaignText("Winter", goal=100, donate_url="https://give.example/")
        self.campaign = campaigns.create(appeal, by=None)
        campaigns.note_amount(self.campaign, 5, by=None)
        text = MediumText(kind="image", picture=keeping.keep(photo(), by=None), alt="A ridge.")
        media.add(self.story, text, by=None)
        editing.edit(self.story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
        self.file = Rendition.objects.filter(media_type="image/webp")[0]
        self._leave_traces(someone)
        heads.sign()
        self.note = notes.write(self.story, "Do not use.", by=someone)
        arrange([Place(self.story)], by=someone, base=0)
        self.source = Source.objects.listed().get()
        self.kept = factories.fetched(self.source, by=someone)
        self.someone = factories.editor("other", role="contributor")
        self.draft = factories.draft_update(self.story, by=self.someone)

    def _leave_traces(self, someone: Editor) -> None:
        """What the newsroom keeps beside its stories."""
        notice.establish()
        Presence.objects.create(incident=self.story, editor=someone)
        Purge.objects.create(tags=["front"])
        factories.story("Elsewhere", lead="<p>Jane Doe was there.</p>")
        chief = factories.editor("removes", role="chief")
        removal = Removal(terms=Terms(["Jane Doe"]))
        redact(removal, category="privacy", note="A private person.", by=chief, confirmed=True)

    def path(self, route: Route) -> str:
        """The address, with one of what it names in each of its places."""
        held = self._values(route.name)
        pattern = WRITTEN_OUT.get(route.name, route.pattern)
        return "/" + PARAMETER.sub(lambda found: str(held[found.group(1)]), pattern)

    def _values(self, name: str) -> dict[str, object]:
        return {
            **self._held,
            "topic": self._topic.pk if name.startswith("desk:") else self._topic.slug,
            "key": self._key(name),
            "object_id": self._object(name),
        } | self._named_otherwise(name)

    @cached_property
    def _topic(self) -> Topic:
        return Topic.objects.get(slug="border")

    @cached_property
    def _held(self) -> dict[str, object]:
        """What is named alike in all addresses."""
        story, source = self.story, Source.objects.listed().first()
        day, _, slug = story.path.rpartition("/")
        return {
            "pk": story.pk,
            "update": self.update.pk,
            "number": 1,
            "name": f"{self.file.digest}.webp",
            "report": self.report.pk,
            "comment": self.comment.pk,
            "campaign": self.campaign.pk,
            "note": self.note.pk,
            "source": self.source.pk,
            "kept": self.kept.pk,
            "day": day,
            "slug": slug,
            "older": 1,
            "first": 1,
            "last": 50,
            "newer": 2,
            "after": 1,
            "beside": "0" * 8,
            "page": 1,
            "position": 1,
            "moment": f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%MZ}",
            "size": Version.objects.count(),
            "byline": "anna-someone",
            **NAMED,
            "rest": slug,
            "identifier": f"{story.key}.source-{source.serial if source else 1}",
            "id": self.someone.pk,
            "content_type_id": 1,
            "person": self.someone.pk,
            "uidb64": "MQ",
            "token": "none",
        }

    def _key(self, name: str) -> object:
        if name.startswith("desk:"):
            return self.draft.key
        if name.startswith("comments:"):
            return self.comment.key
        keys = {"syndication:incident": self.story.key, "syndication:update": self.update.key}
        return keys.get(name, self.report.key)

    def _named_otherwise(self, name: str) -> dict[str, object]:
        named: dict[str, dict[str, object]] = {
            "syndication:topic": {"slug": "border"},
            "syndication:medium": {"identifier": f"{self.story.key}.medium-1"},
            "reader:unpadded-month": {"month": "2017/2"},
            "reader:unpadded-day": {"day": "2017/2/25"},
        }
        return named.get(name, {})

    def _object(self, name: str) -> object:
        """The key of a row for a page of the administration."""
        noun = name.removeprefix("admin:incidents_").rpartition("_")[0]
        if noun == "editor":
            return self.someone.pk
        kinds = {kind._meta.model_name: kind for kind in admin.site._registry}
        first = kinds[noun]._default_manager.first() if noun in kinds else None
        return first.pk if first is not None else 1
