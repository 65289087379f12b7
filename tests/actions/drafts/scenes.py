"""Drafts to try things on."""

import uuid

from incidents.actions.drafts import keeping
from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.change import Clock
from incidents.models import Draft, Editor, Incident, Update

TEXT = "<p>Four shells fell. Nobody is hurt.</p>"


def draft_of(
    incident: Incident,
    by: Editor,
    body: str = TEXT,
    *,
    update: Update | None = None,
    kind: str = "",
    note: str = "",
    media: tuple[int, ...] | None = None,
) -> Draft:
    """A draft of a new update, or of a change of one, ready to publish."""
    place = Place(incident, update=update, base=incident.version_number)
    proposal = Proposal(update=UpdateText(body=body, media=media), kind=kind, note=note)
    return keeping.keep(uuid.uuid4(), place, {"body": [body]}, by=by, proposal=proposal).draft


def story_draft(
    incident: Incident, by: Editor, edit: StoryEdit, *, kind: str = "", note: str = ""
) -> Draft:
    """A draft of the story's own text."""
    place = Place(incident, Draft.Target.STORY, base=incident.version_number)
    proposal = Proposal(story=edit, kind=kind, note=note)
    return keeping.keep(uuid.uuid4(), place, {}, by=by, proposal=proposal).draft


def act_draft(
    incident: Incident,
    by: Editor,
    target: str,
    *,
    version: int | None = None,
    update: Update | None = None,
    note: str = "It was right before.",
) -> Draft:
    """An act that waits to be looked at: a publication, an undoing, a restoration."""
    base = incident.version_number
    place = Place(incident, target, update=update, base=base, version=version)
    proposal = Proposal(note=note)
    return keeping.keep(uuid.uuid4(), place, {"note": [note]}, by=by, proposal=proposal).draft


def due(draft: Draft) -> None:
    """Let the time of a waiting draft have come."""
    Draft.objects.filter(pk=draft.pk).update(release_at=Clock())
