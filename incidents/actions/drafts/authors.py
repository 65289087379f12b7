"""Who had a hand in what a draft would publish, and so cannot be its second pair of eyes."""

from django.db.models import Q

from incidents.actions.refusals import NotAllowed
from incidents.models import Draft, DraftAuthor, Editor, Event, Incident, Version

NO_WRITING = (
    *("incident.rules_changed", "incident.comments_changed"),
    *("incident.releases_stopped", "incident.releases_resumed"),
)
"""Acts on a story that put no word into it."""

ILLUSTRATING = ("medium.added", "medium.edited")
"""Acts that say something of what it shows."""


def name_authors(row: Draft) -> None:
    """Count everybody who wrote at an unpublished story among the authors of its publication."""
    if row.target != Draft.Target.OPENING:
        return
    acts = Event.objects.filter(incident=row.incident, by__isnull=False)
    writing = Q(verb__startswith="incident.") | Q(verb__in=ILLUSTRATING)
    wrote = acts.filter(writing).exclude(verb__in=NO_WRITING)
    for editor in wrote.values_list("by", flat=True).distinct():
        DraftAuthor.objects.get_or_create(draft=row, editor_id=editor)


def refuse_author(row: Draft, approver: Editor) -> None:
    """Let nobody approve what they wrote at. Raises NotAllowed."""
    if row.writers.filter(editor=approver).exists():
        raise NotAllowed(
            "You wrote at this text yourself: a second pair of eyes has to be somebody else's."
        )


def refuse_involved(incident: Incident, approver: Editor) -> None:
    """Let nobody approve a story of which they wrote something that nobody has approved since.

    The database refuses the same of whoever signed it. Raises NotAllowed.
    """
    rows = Version.objects.filter(incident=incident)
    drafts = Draft.objects.filter(incident=incident, state=Draft.State.PUBLISHED)
    approved = rows.exclude(approver=None).order_by("-number").first()
    if approved is not None:
        rows = rows.filter(number__gt=approved.number)
        drafts = drafts.filter(settled_at__gt=approved.recorded_at)
    if rows.filter(author=approver).exists() or drafts.filter(writers__editor=approver).exists():
        raise NotAllowed(
            "You are an author of this story since the last approved version: "
            "the second pair of eyes has to be somebody else's."
        )
