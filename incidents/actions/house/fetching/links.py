"""Whether the pages that sources link to are still there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F

from incidents.actions.house.fetching import visiting
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import Clock, change
from incidents.actions.parts.sources import web_address
from incidents.actions.refusals import refuse_without
from incidents.actions.web.refusals import (
    GONE,
    NotFetchable,
    PrivateNetwork,
    Unfetched,
)
from incidents.models import Editor, Right, Source, Version

State = Source.LinkState

APART = timedelta(days=1)  # between two checks of one link
RECENT = timedelta(days=90)  # since the date of a story; older ones are left alone
FAILURES = 3  # in a row, after which a page counts as gone
SEVERAL = 5  # pages: where none of so many is reached, it is we who are cut off

DUE = """
SELECT id, link_id FROM incidents_source WHERE link_id IN (
    SELECT source.link_id FROM incidents_source AS source
    JOIN incidents_incident AS story ON story.id = source.incident_id
    WHERE source.link_id IS NOT NULL
    GROUP BY source.link_id
    HAVING coalesce(max(source.link_checked_at), '-infinity')
            < clock_timestamp() - make_interval(secs => %(apart)s)
        AND bool_or(
            source.number IS NOT NULL AND story.version_number > 0 AND story.retracted_at IS NULL
            AND story.date > clock_timestamp() - make_interval(secs => %(recent)s)
        )
    ORDER BY max(source.link_checked_at) NULLS FIRST, source.link_id
    LIMIT %(most)s
) ORDER BY id FOR UPDATE SKIP LOCKED
"""
"""Rows that an editor is just changing wait for the next time, so nobody waits for anybody."""

Ask = Callable[[str], int]
"""How a site answers for an address; raises Unfetched where it does not."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A link that is checked now, and the sources that have it."""

    url: str
    sources: tuple[int, ...]


def check_links(most: int, *, ask: Ask = visiting.status) -> int:
    """Check the links that were not checked for longest, and mark their sources; how many.

    A page is gone after the answers 404 and 410, or when it was not reached three times in a row.
    Where not one of several pages was reached, nothing is marked. The marks are for the desk and
    belong to no version.
    """
    states = {link: _state(link.url, ask) for link in claim(most)}
    if len(states) >= SEVERAL and set(states.values()) == {State.UNREACHABLE}:
        return 0
    for link, state in states.items():
        _mark(link, state)
    return len(states)


def note_archived(source: Source, *, url: str, by: Editor | None, note: str = "") -> Source:
    """Say where an archive keeps a copy of a source's page, or with "" that none does.

    Readers see it beside the source: one version, with `note`. Raises NotAllowed, WrongAddress,
    and what a change of a story raises.
    """
    refuse_without(Right.WRITE, by)
    address = web_address(url)
    with change(source.incident, "source.archived", by=by, note=note) as locked:
        locked.refuse_retracted()
        row = Source.objects.select_for_update(of=("self",)).select_related("link")
        source = row.get(pk=source.pk)
        source.archived_url = address
        source.save(update_fields=["archived_url"])
        locked.subject = source.piece_key
        if source.number is not None:
            locked.touch(source.piece_key, pieces.source(source), Version.Kind.SOURCES)
    return source


def claim(most: int) -> list[Claimed]:
    """Take links to check: nobody else takes them for a day, even if this one is killed."""
    given = {
        "apart": APART.total_seconds(),
        "recent": RECENT.total_seconds(),
        "most": most,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DUE, given)
        by_link: dict[int, list[int]] = {}
        for source, link in cursor.fetchall():
            by_link.setdefault(link, []).append(source)
        taken = [source for sources in by_link.values() for source in sources]
        Source.objects.filter(pk__in=taken).update(link_checked_at=Clock())
    urls = dict(Source.objects.filter(pk__in=taken).values_list("link_id", "link__url"))
    return [Claimed(urls[link], tuple(sources)) for link, sources in by_link.items()]


def _state(url: str, ask: Ask) -> State | None:
    """How it stands with a page now, None for one that is never fetched.

    What a site shows to people alone is there.
    """
    try:
        return State.DEAD if ask(url) in GONE else State.OK
    except (NotFetchable, PrivateNetwork):
        return None
    except Unfetched:
        return State.UNREACHABLE


def _mark(link: Claimed, state: State | None) -> None:
    """One row in each statement: whoever holds a story's sources is never waited for in a ring."""
    for key in link.sources:
        row = Source.objects.filter(pk=key)
        if state == State.UNREACHABLE:
            row.update(link_state=state, link_failures=F("link_failures") + 1)
            row.filter(link_failures__gte=FAILURES).update(link_state=State.DEAD)
        else:
            row.update(link_state=state, link_failures=0)
