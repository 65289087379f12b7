"""What stands now beside what an editor wrote, where both changed the same piece."""

from dataclasses import dataclass

from django import forms

from incidents.actions.refusals import Refused, StaleBase
from incidents.desk.forms.fields import keep_typed
from incidents.models import Incident, Update
from incidents.record import versions
from incidents.record.entries import ChangeEntry, piece_name
from incidents.record.ledger import Value, standing
from incidents.record.reading import text
from incidents.text.difference import compare, html
from incidents.text.sanitise import blocks


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece as it stands: its text, what others changed in it since, and who did."""

    name: str
    headline: str
    body: str
    difference: str
    changes: tuple[ChangeEntry, ...]


class Overtaken(Refused):
    """Someone else saved the same field of a draft since the editor opened it."""

    def __init__(self, name: str, seen: str, now: str) -> None:
        super().__init__(
            "Someone else saved this draft after you opened it. Your text is kept below: compare "
            "it with what stands now, then save again."
        )
        self.name = name
        self.seen = seen
        self.now = now


def refuse_overtaken(form: forms.BaseForm, row: Incident | Update) -> None:
    """Lock the story and refuse to write over what others saved in a draft meanwhile.

    Drafts have no versions: what the form showed when it was opened is compared instead.
    """
    story = row if isinstance(row, Incident) else row.incident
    Incident.objects.select_for_update().get(pk=story.pk)
    standing_row = type(row)._default_manager.filter(pk=row.pk).first()
    for name in form.changed_data:
        seen = form.data.get(form[name].html_initial_name)
        if seen is None or standing_row is None or not hasattr(standing_row, name):
            continue
        now = _as_sent(getattr(standing_row, name))
        if _as_sent(seen) != now:
            raise Overtaken(name, _as_sent(seen), now)


def _as_sent(value: object) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def beside_form(form: forms.BaseForm, incident: Incident) -> Standing | None:
    """What stands now, where the form came too late; the next try starts from there."""
    refused = getattr(form, "stale", None)
    if isinstance(refused, Overtaken):
        keep_typed(form, **{f"initial-{refused.name}": refused.now})
        changed = compare(blocks(refused.seen), blocks(refused.now))
        return Standing("the draft", "", refused.now, html(changed), ())
    if isinstance(refused, StaleBase):
        incident.refresh_from_db()
        keep_typed(form, base=incident.version_number)
        return beside(incident, refused)
    return None


def beside(incident: Incident, refused: StaleBase) -> Standing:
    """What the piece says now, and what changed in it after the editor's base."""
    now = _value(incident, refused.key, None)
    before = _value(incident, refused.key, refused.base)
    later = versions.after(incident, refused.base, incident.version_number)
    return Standing(
        name=piece_name(refused.key),
        headline=text(now, "headline") or text(now, "text"),
        body=text(now, "html"),
        difference=html(compare(blocks(text(before, "html")), blocks(text(now, "html")))),
        changes=tuple(change for change in later if refused.key in change.pieces),
    )


def _value(incident: Incident, key: str, at: int | None) -> Value | None:
    found = standing(incident.pk, keys=[key], at=at).get(key)
    return found.value if found else None
