"""What a draft proposes, checked and ready to publish, and how it is kept until then."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast

from incidents.actions.inputs import SourceText, StoryEdit, SummaryLine, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.refusals import NothingWritten
from incidents.models import Draft
from incidents.text.hashing.canonical import JSON

Stored = Mapping[str, JSON]

LISTS = ("topics", "sources", "related", "captions", "summary", "updates", "new_updates")
"""What a text in the making does not hold: lists are changed on pages of their own."""

MOMENTS = ("at", "published_at", "retrieved_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An update, words of the story, or both, or a summary; and what readers are told of it.

    `choices` are those that were made where both changed the same words; `seen` is what the story
    said when the writing began, by field, where it has no versions yet; `report` is the reader's
    report that led here; `seal` tells whether a story, or what a text shows, is still the one that
    was approved.
    """

    update: UpdateText | None = None
    story: StoryEdit | None = None
    summary: Sequence[SummaryLine] | None = None
    kind: str = ""
    note: str = ""
    particulars: Particulars | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    report: int | None = None
    seal: str = ""


def stored(proposal: Proposal) -> dict[str, JSON]:
    """A proposal as the database keeps it: what is left as it is has no place in it.

    Raises ValueError for a list, which no draft holds.
    """
    if proposal.story and any(getattr(proposal.story, name) for name in LISTS):
        raise ValueError("a draft holds words, not lists")
    found: dict[str, JSON] = {"kind": proposal.kind, "note": proposal.note}
    for name in ("update", "story", "particulars"):
        part = getattr(proposal, name)
        if part is not None:
            found[name] = _said(part)
    if proposal.summary is not None:
        found["summary"] = [
            {"words": line.words, "updates": [*line.updates]} for line in proposal.summary
        ]
    for name in ("choices", "seen"):
        if said := getattr(proposal, name):
            found[name] = dict(said)
    if proposal.report is not None:
        found["report"] = proposal.report
    if proposal.seal:
        found["seal"] = proposal.seal
    return found


def sealed(kept: Stored, seal: str) -> dict[str, JSON]:
    """A stored proposal under the seal of an approval, or under none."""
    said = {name: value for name, value in kept.items() if name != "seal"}
    return said | {"seal": seal} if seal else said


def _said(part: UpdateText | StoryEdit | Particulars | SourceText) -> dict[str, JSON]:
    said = {name: value for name, value in asdict(part).items() if value is not None}
    return {name: _plain(name, value) for name, value in said.items() if name not in LISTS}


def _plain(name: str, value: object) -> JSON:
    if isinstance(value, dt.date):  # and every datetime
        return value.isoformat()
    if name == "new_sources":
        return [_said(SourceText(**source)) for source in cast(tuple[dict[str, Any]], value)]
    return [*value] if isinstance(value, list | tuple) else cast(JSON, value)


def read(kept: Stored) -> Proposal:
    """The proposal that was stored."""
    update, story, particulars = (kept.get(name) for name in ("update", "story", "particulars"))
    return Proposal(
        update=_update(cast(Stored, update)) if update is not None else None,
        story=StoryEdit(**_arguments(StoryEdit, cast(Stored, story))) if story else None,
        summary=_summary(cast(list[Stored] | None, kept.get("summary"))),
        kind=str(kept.get("kind", "")),
        note=str(kept.get("note", "")),
        particulars=(
            Particulars(**_arguments(Particulars, cast(Stored, particulars)))
            if particulars is not None
            else None
        ),
        choices=cast(Mapping[str, str], kept.get("choices", {})),
        seen=cast(Mapping[str, str], kept.get("seen", {})),
        report=cast(int | None, kept.get("report")),
        seal=str(kept.get("seal", "")),
    )


def refuse_unready(draft: Draft) -> Proposal:
    """What a draft proposes. Raises NothingWritten where it is not ready to be published."""
    if draft.proposal is None:
        raise NothingWritten("This draft is not ready: open it, and complete what is missing.")
    return read(draft.proposal)


def _summary(kept: list[Stored] | None) -> tuple[SummaryLine, ...] | None:
    if kept is None:
        return None
    return tuple(
        SummaryLine(str(line["words"]), tuple(cast(list[int], line["updates"]))) for line in kept
    )


def _update(kept: Stored) -> UpdateText:
    given = _arguments(UpdateText, kept)
    new = cast(list[Stored], kept.get("new_sources", []))
    given["new_sources"] = tuple(SourceText(**_arguments(SourceText, text)) for text in new)
    return UpdateText(**given)


def _arguments(
    of: type[UpdateText | StoryEdit | Particulars | SourceText], kept: Stored
) -> dict[str, Any]:
    known = {each.name for each in fields(of)}
    return {name: _live(name, value) for name, value in kept.items() if name in known}


def _live(name: str, value: JSON) -> object:
    if name in MOMENTS and value is not None:
        return dt.datetime.fromisoformat(str(value))
    return dt.date.fromisoformat(str(value)) if name == "date" else value
