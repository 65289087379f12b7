"""The answer for pages that follow a story along: every change after the one they hold."""

import json

from incidents.record.pages import FollowUp, FollowUps
from incidents.text.times import iso


def as_json(follow_ups: FollowUps) -> str:
    """`next` is what to ask after the next time, in `interval` seconds."""
    return json.dumps(
        {
            "after": follow_ups.after,
            "next": follow_ups.next,
            "interval": follow_ups.interval,
            "state": follow_ups.state,
            "changes": [_change(follow_up) for follow_up in follow_ups.changes],
        },
        ensure_ascii=False,
    )


def _change(follow_up: FollowUp) -> dict[str, object]:
    change = follow_up.change
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
    }
