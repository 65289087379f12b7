"""A newsroom in which everything has happened that a history can hold."""

from incidents.actions.house import heads, topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident, Version
from tests import factories

NAME = "Zoë Ørnulf"


def everything() -> tuple[Incident, Incident]:
    """Two stories with corrections, a retraction, a redacted name, sources and signed heads."""
    anna = factories.editor()
    story = factories.story(
        topics=topics.named(["Border", "Ministry"], by=None),
        sources=[
            SourceText(outlet="Agency", url="https://agency.example/1"),
            SourceText(outlet="Radio"),
        ],
    )
    first = factories.update(story, f"<p>{NAME} confirms it at the border.</p>")
    withdrawn = factories.update(story, "<p>Shots are heard again.</p>")
    other = factories.story("Rain all night", time_zone="Asia/Baku")
    heads.sign()
    text = UpdateText(body=f"<p>{NAME} denies it at the border.</p>")
    said = Particulars(wrong="confirms", right="denies", noticed="reader", grave=True)
    updates.edit(first, text, by=anna, kind="correction", note="It was denied.", particulars=said)
    updates.retract(withdrawn, by=anna, note="Nobody heard them.")
    link = RelatedChoice(story=Incident.objects.get(pk=other.pk))
    edit = StoryEdit(headline="Shots near the border, denied", related=[link])
    editing.edit(story, edit, by=anna, note="The ministry spoke.")
    lifecycle.end(other, by=None)
    redacted()
    heads.sign()
    return Incident.objects.get(pk=story.pk), Incident.objects.get(pk=other.pk)


def redacted() -> None:
    """Take the name out of everything that says it."""
    chief = factories.editor("chief", role="chief", first_name="Carla", last_name="Head")
    removal = Removal(Terms([NAME]))
    redact(removal, category="court_order", note="A court ordered it.", by=chief)


def retracted() -> Incident:
    """A story that was withdrawn as a whole."""
    story = factories.story("A rumour")
    factories.update(story, "<p>It is said.</p>")
    lifecycle.retract(story, by=None, note="It was a rumour.")
    return Incident.objects.get(pk=story.pk)


def by_one_editor() -> Incident:
    """A story whose two versions are by one editor."""
    anna = factories.editor()
    story = lifecycle.publish(factories.draft(), by=anna)
    updates.post(story, UpdateText(body="<p>The ministry confirms it.</p>"), by=anna)
    return Incident.objects.get(pk=story.pk)


def openings() -> set[str]:
    """Keys and nonces of authors and approvers: what no reader may see, as text."""
    rows = Version.objects.values_list(
        "author_key", "author_nonce", "approver_key", "approver_nonce"
    )
    found = {said for row in rows for said in row if said is not None}
    return {said.hex() if isinstance(said, bytes) else str(said) for said in found}


def draft_texts() -> tuple[str, str]:
    """Words that only editors see: a draft story and a draft update."""
    factories.draft("Nobody knows this headline")
    story = factories.story("Seen by all")
    factories.draft_update(story, "<p>Nobody knows this update.</p>")
    return "Nobody knows this headline", "Nobody knows this update"
