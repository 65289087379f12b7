"""A newsroom as partners meet it: live, ended, retracted and draft stories, and what they hold."""

from dataclasses import dataclass

from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident, Source, Update
from tests import factories

SECRETS = ("CANARYHEADLINE", "CANARYUPDATE", "CANARYSOURCE", "CANARYTOPIC", "CANARYRETRACTED")


@dataclass(frozen=True)
class Scene:
    """The stories by name."""

    live: Incident
    ended: Incident
    retracted: Incident
    draft: Incident
    withdrawn: Update


def scene() -> Scene:
    """A live story with a retracted and a draft update, an ended, a retracted and a draft one."""
    live = _live()
    withdrawn = factories.update(live, "<p>CANARYRETRACTED in an update.</p>")
    updates.retract(withdrawn, by=None, note="It was another river.")
    secret = [SourceText(outlet="CANARYSOURCE", url="https://canarysource.example/")]
    Source.objects.create(incident=live, serial=99, outlet="CANARYSOURCE")
    factories.draft_update(live, "<p>CANARYUPDATE</p>", new_sources=secret)
    ended = factories.story("Ferry service resumes", language="de", date=factories.MORNING.date())
    lifecycle.end(ended, by=None)
    return Scene(
        live=Incident.objects.get(pk=live.pk),
        ended=Incident.objects.get(pk=ended.pk),
        retracted=_retracted(),
        draft=_draft(),
        withdrawn=Update.objects.get(pk=withdrawn.pk),
    )


def _live() -> Incident:
    named = topics.named(["Harbour", "Ministry"], by=None)
    live = factories.story("Dam gates open", topics=named, language="en-GB")
    agency = SourceText(
        outlet="Valley Agency",
        title="Water rises",
        url="https://agency.example/water",
        kind=Source.Kind.AGENCY,
    )
    listed = editing.edit(live, StoryEdit(sources=[agency]), by=None, note="A source.")
    factories.update(live, "<p>The gates are open.</p>", cites=[listed.sources.get().pk])
    editing.edit(
        live,
        StoryEdit(lead="<p>Three villages report shots.</p>"),
        by=None,
        kind="correction",
        note="Three villages, not two.",
    )
    return live


def _retracted() -> Incident:
    retracted = factories.story(
        "Bridge said to have fallen",
        lead="<p>CANARYRETRACTED in the lead.</p>",
        topics=topics.named(["Harbour"], by=None),
        sources=[SourceText(outlet="CANARYRETRACTED radio")],
    )
    factories.update(retracted, "<p>CANARYRETRACTED again.</p>")
    lifecycle.retract(retracted, by=None, note="The bridge stands.")
    return Incident.objects.get(pk=retracted.pk)


def _draft() -> Incident:
    return factories.draft(
        "CANARYHEADLINE",
        lead="<p>CANARYUPDATE in a lead.</p>",
        topics=topics.named(["CANARYTOPIC", "Harbour"], by=None),
        sources=[SourceText(outlet="CANARYSOURCE", url="https://canarysource.example/draft")],
    )
