"""What stands now, where an editor's form was opened before somebody else saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import Conflicted, NothingWritten, StaleBase
from incidents.desk.forms.choosing import Question, ToChoose, Whole, asked, wholes_of
from incidents.desk.forms.fields import keep_typed
from incidents.models import Incident, Update
from incidents.record import versions
from incidents.record.entries import ChangeEntry
from incidents.record.ledger import Value, standing
from incidents.record.printing import piece_name
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


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person has to choose between, the whole texts, and the changes that came between."""

    questions: tuple[Question, ...]
    wholes: tuple[Whole, ...]
    changes: tuple[ChangeEntry, ...]


def locked_story(story: Incident) -> Incident:
    """A story as it stands, locked until the act is done."""
    return Incident.objects.select_for_update().get(pk=story.pk)


def locked_update(update: Update) -> Update:
    """An update as it stands, with its story locked until the act is done."""
    story = locked_story(update.incident)
    found = Update.objects.prefetch_related("citations").filter(pk=update.pk).first()
    if found is None:
        raise NothingWritten("This update is not on the story.")
    found.incident = story
    return found


def since(incident: Incident, base: int | None, keys: Sequence[str]) -> tuple[ChangeEntry, ...]:
    """The changes of these pieces after the version that the editor was looking at."""
    if base is None or not incident.is_published:
        return ()
    later = versions.after(incident, base, max(incident.version_number - base, 0))
    return tuple(change for change in later if {*keys} & {*change.pieces})


def beside_form(form: forms.BaseForm, incident: Incident) -> Standing | None:
    """What a list says now, where the form came too late; the next try starts from there."""
    refused = getattr(form, "stale", None)
    if not isinstance(refused, StaleBase) or isinstance(refused, Conflicted):
        return None
    incident.refresh_from_db()
    keep_typed(form, base=incident.version_number)
    return beside(incident, refused)


def choice(
    form: forms.BaseForm, incident: Incident, keys: Sequence[str], base: int | None = None
) -> Choice | None:
    """What the editor has to choose between, where both changed the same words."""
    refused = getattr(form, "stale", None)
    now = Incident.objects.get(pk=incident.pk)
    if isinstance(refused, Conflicted):
        questions = asked(refused.met, form.data)
        return Choice(tuple(questions), tuple(wholes_of(refused.met)), since(now, base, keys))
    if not isinstance(refused, ToChoose):
        return None
    later = since(now, form.cleaned_data.get("base"), keys)
    return Choice(refused.questions, refused.wholes, later)


def refuse_stale_lists(incident: Incident, edit: StoryEdit, base: int | None) -> None:
    """Refuse to write over a list that somebody else changed after the form was opened."""
    stems = {
        "source": edit.sources is not None,
        "topics": edit.topics is not None,
        "related": edit.related is not None,
    }
    if base is None or not incident.is_published or not any(stems.values()):
        return
    for key, piece in standing(incident.pk).items():
        if stems.get(key.partition("-")[0]) and piece.number > base:
            raise StaleBase(key, base, piece.number)


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
