"""What a draft does to its story: carried out for good, or only to see what would come of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from incidents.actions.drafts.proposal import Proposal, refuse_unready
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import change, refuse_open
from incidents.actions.ledger.settling import settle
from incidents.actions.ledger.touches import Change, Hands, Value
from incidents.actions.parts import headline as headlines, highlights, updates as parts
from incidents.actions.refusals import NotPublished
from incidents.actions.stories import editing, lifecycle, updates, versions
from incidents.models import Draft, Editor, Medium, Update
from incidents.record.reading import whole_numbers
from incidents.text.hashing import canonical
from incidents.text.lineage.choices import Chosen, sides
from incidents.text.lineage.merging import Merge, Side

Target = Draft.Target

VERBS = {
    Target.STORY: "incident.edited",
    Target.OPENING: "incident.published",
    Target.UNDOING: "version.undone",
    Target.RETURNING: "version.restored",
    Target.SUMMARY: "incident.summarised",
}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change, and a seal by which a story is known again that was looked at."""

    foreseen: versions.Foreseen
    seal: str


class _Rehearsed(Exception):  # noqa: N818 - takes everything back, and carries what was seen
    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal


def rehearse(draft: Draft, *, by: Editor | None) -> Rehearsal:
    """What publishing a draft would change, worked out without changing anything.

    Raises what publishing it would raise; without `by` nobody's rights are asked, nor whether
    somebody else has looked at it.
    """
    row = Draft.objects.select_related("incident", "created_by", "approved_by").get(pk=draft.pk)
    try:
        with begun(row, by=by, hands=Hands(row.created_by, row.approved_by)) as locked:
            apply(locked, row)
            altered, newest = versions.altered(locked), locked.incident.version_number
            foreseen = versions.Foreseen(newest, altered, (), {})
            found = Rehearsal(foreseen, seal(locked, row))
            refuse_open(locked)
            if locked.public:
                settle(locked)
            raise _Rehearsed(found)
    except _Rehearsed as rehearsed:
        return rehearsed.rehearsal


@contextmanager
def begun(row: Draft, *, by: Editor | None, hands: Hands) -> Iterator[Change]:
    """The change that a draft makes, on its locked story."""
    given = refuse_unready(row)
    with change(
        row.incident,
        _verb(row),
        by=by,
        kind=given.kind,
        note=given.note,
        base=row.base if _rewrites(row) else None,
        particulars=given.particulars,
    ) as locked:
        locked.hands = hands
        locked.choices = given.choices
        row.incident = locked.incident
        yield locked


def _rewrites(row: Draft) -> bool:
    return row.target in (Target.STORY, Target.SUMMARY) or (
        row.target == Target.UPDATE and row.update_id is not None
    )


def _verb(row: Draft) -> str:
    if row.target == Target.UPDATE:
        return "update.edited" if row.update else "update.posted"
    if row.target == Target.RESTORING:
        return "update.restored" if row.update else "incident.restored"
    return VERBS[Target(row.target)]


def apply(locked: Change, row: Draft) -> None:
    """Do what a draft says to its locked story."""
    given, number = refuse_unready(row), row.version or 0
    match row.target:
        case Target.UPDATE:
            _write_update(locked, row, given)
        case Target.STORY:
            _write_story(locked, given)
        case Target.OPENING:
            lifecycle.show(locked)
        case Target.UNDOING:
            open_now = versions.foresee_undo(locked.incident, number, by=None).conflicts
            versions.undo_on(locked, number, chosen(open_now, given.choices), row.base)
        case Target.RETURNING:
            versions.restore_on(locked, number, row.base)
        case Target.SUMMARY:
            locked.refuse_retracted()
            highlights.summarise(locked, given.summary or ())
        case Target.RESTORING if row.update is not None:
            updates.bring_back(locked, row.update)
        case _:
            lifecycle.bring_back(locked)


def _write_update(locked: Change, row: Draft, given: Proposal) -> None:
    text = given.update or UpdateText()
    if row.update is not None:
        parts.rewrite(locked, row.update, text)
        return
    update = Update(incident=locked.incident, at=locked.at, created_by=locked.author)
    parts.write(locked.incident, update, text)
    parts.publish(locked, update, text)
    row.update = update
    if given.story is not None and given.story.headline:
        headlines.rewrite(locked, given.story.headline, move=given.story.move)


def _write_story(locked: Change, given: Proposal) -> None:
    if not locked.public:
        raise NotPublished("This story is not public yet: save its text, then publish the story.")
    locked.refuse_retracted()
    editing.apply(locked, given.story or StoryEdit())


def chosen(conflicts: Mapping[str, Merge], given: Chosen) -> dict[str, list[Side]]:
    """The conflicts of an undoing that somebody settled, each with the sides chosen."""
    found = {place: sides(place, merged, given) for place, merged in conflicts.items()}
    return {place: settled for place, settled in found.items() if settled is not None}


def seal(locked: Change, row: Draft) -> str:
    """What a draft does not hold itself and would show, in one hash; "" where that is nothing.

    Of a publication these are all the pieces of the story, whose address is settled later; of
    anything else the images, posts and videos that its texts name.
    """
    said = {key: touch.value for key, touch in locked.touches.items() if key != "slug"}
    if row.target != Target.OPENING:
        said = _named(locked)
    return sha256(canonical.encode(said)).hexdigest() if said else ""


def _named(locked: Change) -> dict[str, Value | None]:
    values = [touch.value for touch in locked.touches.values() if touch.value]
    numbers = {number for value in values for number in whole_numbers(value, "media")}
    if not numbers:
        return {}
    rows = Medium.objects.filter(incident=locked.incident, number__in=numbers)
    zone = locked.incident.time_zone
    return {each.piece_key: pieces.medium(each, zone) for each in rows.select_related("picture")}
