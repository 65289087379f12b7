"""The answer for pages that follow a story along: every change after the one they hold."""

import json
from collections.abc import Mapping

from incidents.formats.addresses import html_address
from incidents.reader.parts import surround
from incidents.reader.parts.differing import needs_reload, parts_that_differ
from incidents.record.pages import FollowUp, FollowUps
from incidents.record.stories.surroundings import Surroundings
from incidents.text.times import iso


def as_json(follow_ups: FollowUps, beside: Mapping[str, object] | None = None) -> str:
    """`next` is what to ask after the next time, in `interval` seconds."""
    return json.dumps(
        {
            "after": follow_ups.after,
            "next": follow_ups.next,
            "newest": follow_ups.newest,
            "interval": follow_ups.interval,
            "state": follow_ups.state,
            "story": html_address(follow_ups.story_path),
            "changes": [_change(follow_up) for follow_up in follow_ups.changes],
            **({"beside": beside} if beside else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def beside_unlike(held: str, shown: Surroundings | None) -> Mapping[str, object]:
    """What stands beside a story, for a page that shows it as `held` says; empty where it is so."""
    parts = surround.beside(shown) if shown else {}
    mark = surround.mark(parts) if parts else held
    return {"mark": mark, "parts": parts} if mark != held else {}


def _change(follow_up: FollowUp) -> dict[str, object]:
    """One change; where its parts cannot say what it did, the page is to be read anew."""
    change = follow_up.change
    reload = needs_reload(follow_up)
    return {
        "version": change.number,
        "kind": change.kind,
        "kind_label": change.kind_label,
        "at": iso(change.at),
        "printed": change.printed,
        "note": change.note,
        "byline": change.byline,
        "title": change.title,
        "pieces": dict(follow_up.fragments),
        "parts": {} if reload else parts_that_differ(follow_up),
        "updates": follow_up.updates,
        **({"reload": True, "story": html_address(follow_up.page.path)} if reload else {}),
    }
