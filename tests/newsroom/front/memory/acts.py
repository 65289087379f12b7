"""Everything that people do and readers see, one after the other, on stories that are related."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from incidents.actions.house import campaigns, front, notice, topics
from incidents.actions.house.campaigns import CampaignText
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.readers import commenting, comments
from incidents.actions.readers.comments import Words
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import (
    editing,
    highlighting,
    lifecycle,
    translating,
    updates,
    versions,
)
from incidents.models import Campaign, Comment, Editor, Incident, Topic, Update
from tests import factories

SECRET = "the baker of Mill Street"


@dataclass(frozen=True)
class Scene:
    """A story, one that shares a topic with it, a lone one of another day, and a chief."""

    story: Incident
    other: Incident
    lone: Incident
    chief: Editor

    @property
    def now(self) -> Incident:
        """The story as it stands."""
        return Incident.objects.get(pk=self.story.pk)

    @property
    def base(self) -> str:
        """The address of the story, without the closing slash."""
        return f"/news/{self.now.path}"

    @property
    def addresses(self) -> list[str]:
        """The pages that readers ask for most, and those that rest on most."""
        base, other = self.base, Incident.objects.get(pk=self.other.pk)
        return [
            *(f"{base}{part}" for part in ("/", ".json", "/changes/1..2/", "/changes/after/2")),
            *(f"{base}/comments/", f"/news/{other.path}/", f"/news/{self.lone.path}/"),
            *("/", "/news/2017/02/25/", "/topics/border/"),
        ]

    @property
    def more_addresses(self) -> list[str]:
        """Pages of every other kind."""
        below = ("/changes/", "/changes/1/", "/updates/2/", "/provenance/", "/changes/2/proof/")
        return [
            *(f"{self.base}{part}" for part in (*below, "/timemap/", ".xml", ".md")),
            *("/news/2017/02/26/", "/news/2017/02/", "/news/2017/", "/topics/", "/changes/"),
            *("/corrections/", "/accountability/", "/transparency/", "/index.json"),
            *("/api/v1/incidents/", "/api/v1/topics/", "/api/v1/updates/"),
        ]


def scene() -> Scene:
    """Make one."""
    commenting.set_comment_mode("moderated", by=None)
    chief = factories.editor("chief", role="chief")
    story = factories.long_story(3)
    border = list(Topic.objects.filter(name="Border"))
    other = factories.story("The other side", topics=border)
    lone = factories.story("A quiet day", date=date(2017, 2, 26), lead=f"<p>It was {SECRET}.</p>")
    return Scene(story, other, lone, chief)


def _edit(scene: Scene, **given: object) -> None:
    edit = StoryEdit(**given)  # type: ignore[arg-type]
    editing.edit(scene.now, edit, by=None, kind="correction", note="It was wrong.")


def _comment(scene: Scene) -> None:
    comments.send(scene.now, Words("Ani", "ani@mail.example", "I was there."), senders=("a", "b"))
    comments.decide([row.pk for row in Comment.objects.all()], "approved", by=None)


def _campaign(_scene: Scene) -> None:
    given = CampaignText(
        title="Winter", goal=12_000, donate_url="https://give.example/", everywhere=True
    )
    campaigns.create(given, by=None)


def _translation(scene: Scene) -> None:
    draft = factories.draft("Une longue nuit", language="fr")
    translating.set_original(draft, scene.now, by=None)
    lifecycle.publish(Incident.objects.get(pk=draft.pk), by=None)


def _second(scene: Scene) -> Update:
    return Update.objects.get(incident=scene.story, number=2)


def _topic() -> Topic:
    return Topic.objects.get(name="Border")


def _on_top(scene: Scene) -> None:
    until = timezone.now() + timedelta(days=1)
    front.arrange([front.Place(scene.now, until)], by=None, base=front.number())


ACTS: dict[str, Callable[[Scene], object]] = {
    "an update": lambda scene: factories.update(scene.now, "<p>Quiet again.</p>"),
    "an update of the next day": lambda scene: factories.update(
        scene.now, "<p>Morning.</p>", at=factories.MORNING + timedelta(days=1)
    ),
    "a corrected update": lambda scene: updates.edit(
        _second(scene), UpdateText(body="<p>Not so.</p>"), by=None, kind="correction", note="No."
    ),
    "a corrected report": lambda scene: _edit(scene, lead="<p>One village reports a shot.</p>"),
    "a new headline": lambda scene: _edit(scene, headline="A very long night"),
    "a new address": lambda scene: _edit(scene, headline="A night without end", move=True),
    "a source": lambda scene: _edit(scene, sources=[SourceText(outlet="Ministry")]),
    "a related story": lambda scene: _edit(scene, related=[RelatedChoice(story=scene.lone)]),
    "a headline of the related": lambda scene: editing.edit(
        scene.lone, StoryEdit(headline="A loud day"), by=None, note="It was loud."
    ),
    "a pinned update": lambda scene: highlighting.pin(_second(scene), by=None),
    "a key event": lambda scene: highlighting.mark_key_event(_second(scene), by=None),
    "an undone version": lambda scene: versions.undo(
        scene.now, scene.now.version_number, by=None, note="Not one."
    ),
    "a withdrawn update": lambda scene: updates.retract(_second(scene), by=None, note="False."),
    "an update brought back": lambda scene: updates.restore(
        _second(scene), by=None, note="True after all."
    ),
    "another topic on the other": lambda scene: editing.edit(
        scene.other,
        StoryEdit(topics=topics.named(["Border", "Ministry"], by=None)),
        by=None,
        note="It belongs there.",
    ),
    "no topic on the other": lambda scene: editing.edit(
        scene.other, StoryEdit(topics=[]), by=None, note="It does not."
    ),
    "the topic on the lone one": lambda scene: editing.edit(
        scene.lone, StoryEdit(topics=[_topic()]), by=None, note="It does."
    ),
    "a topic that is renamed": lambda _scene: topics.edit(
        _topic(), by=None, note="Its name.", public_name="The border"
    ),
    "a topic that is described": lambda _scene: topics.edit(
        _topic(), by=None, note="What it is.", description="Where two lands meet."
    ),
    "another date": lambda scene: _edit(scene, date=date(2017, 2, 26)),
    "a comment": _comment,
    "a comment taken down": lambda _scene: comments.decide(
        [row.pk for row in Comment.objects.all()], "spam", by=None
    ),
    "a story without comments": lambda scene: commenting.set_comment_mode_of(
        scene.now, "off", by=None
    ),
    "no comments at all": lambda _scene: commenting.set_comment_mode("off", by=None),
    "an appeal": _campaign,
    "its amount": lambda _scene: campaigns.note_amount(Campaign.objects.get(), 8_000, by=None),
    "its end": lambda _scene: campaigns.switch_off(Campaign.objects.get(), by=None),
    "the order of the front page": _on_top,
    "a notice of the house": lambda _scene: notice.set_verification_notice(
        "We are checking this.", by=None, note="A rule."
    ),
    "a translation": _translation,
    "the end": lambda scene: lifecycle.end(scene.now, by=None),
    "a redaction": lambda scene: redact(
        Removal(Terms([SECRET])), category="privacy", note="A person asked.", by=scene.chief
    ),
    "a retraction": lambda scene: lifecycle.retract(scene.now, by=None, note="All false."),
    "a restoration": lambda scene: lifecycle.restore(scene.now, by=None, note="It was true."),
    "another story": lambda _scene: factories.story("A third one", topics=[_topic()]),
}
