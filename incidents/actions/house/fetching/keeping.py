"""Looking a web page up for an editor, and keeping what was found: posts get deleted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings
from django.db import transaction

from incidents.actions.house.fetching.reading.page import Reading, read
from incidents.actions.house.fetching.visiting import OPEN_WEB, Visited, Way, visit
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import Clock, change, write_event
from incidents.actions.ledger.touches import Change
from incidents.actions.parts.sources import settle_release
from incidents.actions.refusals import (
    NothingWritten,
    Refused,
    TooLong,
    UnknownSource,
    refuse_without,
)
from incidents.actions.web.addresses import comparable
from incidents.actions.web.refusals import TooMany
from incidents.models import Editor, Fetched, Incident, Right, Source, Version

AT_ONCE = BoundedSemaphore(max(1, settings.WEB_THREADS // 2))
"""Pages that a process fetches at one time: slow sites never take every thread from readers."""

LONGEST_RELEASED = 20_000
"""Characters that stand beside a source on the page of a story."""


class AlreadyCited(Refused):
    """The page stands behind another source; what was fetched once is proof for one."""


class AlreadyReleased(Refused):
    """The text has been released before."""


class NotReleased(Refused):
    """The text is for the newsroom alone as it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was kept of a page, and what the page says about itself, for an editor to confirm."""

    fetched: Fetched
    reading: Reading


def look_up(address: str, *, by: Editor | None, way: Way = OPEN_WEB) -> Found:
    """Fetch a page, keep what came and say what it says. Raises NotAllowed and `Unfetched`.

    Takes up to ten seconds: never call it with a story locked.
    """
    refuse_without(Right.WRITE, by)
    with _a_turn():
        visited = visit(address, way=way)
    reading = read(visited.body, visited.charset, visited.media_type, visited.address)
    with transaction.atomic():
        row = _kept(address.strip(), visited, reading, by)
        write_event("page.fetched", by=by, subject=_subject(row))
    return Found(row, reading)


@contextmanager
def _a_turn() -> Iterator[None]:
    """One of the few fetches at a time; who finds none free is told at once, and waits nowhere."""
    if not AT_ONCE.acquire(blocking=False):
        raise TooMany
    try:
        yield
    finally:
        AT_ONCE.release()


def find_duplicate(incident: Incident, canonical: str) -> Source | None:
    """The source of a story that stands for the same page; a listed one before a draft's."""
    sought = comparable(canonical)
    sources = (
        Source.objects.filter(incident=incident, link__isnull=False)
        .select_related("link")
        .prefetch_related("fetched")
    )
    same = [source for source in sources if sought in _pages(source)]
    return min(same, key=lambda source: (source.number is None, source.serial), default=None)


def cite(fetched: Fetched, source: Source, *, by: Editor | None) -> Fetched:
    """Say for which source a page was fetched. Raises NotAllowed, AlreadyCited."""
    refuse_without(Right.WRITE, by)
    with transaction.atomic():
        row = Fetched.objects.select_for_update().get(pk=fetched.pk)
        if row.source_id not in {None, source.pk}:
            raise AlreadyCited("This page was fetched for another source. Fetch it again.")
        if row.source_id is None:
            row.source = source
            row.save(update_fields=["source"])
            _noted("page.cited", row, by)
    return row


def release(fetched: Fetched, *, by: Editor, note: str = "") -> Fetched:
    """Let readers see the kept text beside its source, in place of an earlier one: one version.

    `note` says to readers why. Raises NotAllowed, UnknownSource, NothingWritten, TooLong,
    AlreadyReleased, and what a change of a story raises.
    """
    refuse_without(Right.PUBLISH, by)
    source = _listed_source(fetched)
    with change(source.incident, "page.released", by=by, note=note) as locked:
        row = Fetched.objects.select_for_update(of=("self",)).get(pk=fetched.pk)
        if row.released_at is not None:
            raise AlreadyReleased("This text has been released already.")
        _refuse_unreadable(row)
        _show(locked, source, row)
        Fetched.objects.filter(pk=row.pk).update(released_by=by, released_at=Clock())
    row.refresh_from_db()
    return row


def withdraw(fetched: Fetched, *, by: Editor, note: str = "") -> Fetched:
    """Keep the text for the desk again: one version; earlier versions still show the text.

    Raises NotAllowed, UnknownSource, NotReleased, and what a change of a story raises.
    """
    refuse_without(Right.PUBLISH, by)
    source = _listed_source(fetched)
    with change(source.incident, "page.withdrawn", by=by, note=note) as locked:
        row = Fetched.objects.select_for_update(of=("self",)).get(pk=fetched.pk)
        if row.released_at is None:
            raise NotReleased("Readers do not see this text: it was not released.")
        _show(locked, source, None)
    fetched.refresh_from_db()
    return fetched


def _listed_source(fetched: Fetched) -> Source:
    cited = Source.objects.listed().filter(fetched=fetched).select_related("incident").first()
    if cited is None:
        raise UnknownSource("Cite the page first: readers see its text beside its source.")
    return cited


def _refuse_unreadable(row: Fetched) -> None:
    if not row.text:
        raise NothingWritten("No text of this page was kept.")
    if len(row.text) > LONGEST_RELEASED:
        raise TooLong(
            f"This text has {len(row.text):,} characters; at most {LONGEST_RELEASED:,} can be "
            "released. Quote what matters in the source instead."
        )


def _show(locked: Change, source: Source, kept: Fetched | None) -> None:
    """Say beside a source what its page said; None takes it back."""
    locked.refuse_retracted()
    row = Source.objects.select_for_update(of=("self",)).select_related("link").get(pk=source.pk)
    row.read_text = kept.text if kept else ""
    row.read_at = kept.at if kept else None
    row.read_digest = kept.digest if kept else ""
    row.save(update_fields=["read_text", "read_at", "read_digest"])
    settle_release(row, by=None)
    locked.touch(row.piece_key, pieces.source(row), Version.Kind.SOURCES)
    locked.subject = row.piece_key


def _kept(address: str, visited: Visited, reading: Reading, by: Editor | None) -> Fetched:
    published = reading.published
    row = Fetched.objects.create(
        address=address,
        final_address=str(visited.address),
        canonical=reading.canonical,
        at=Clock(),
        status=visited.status,
        media_type=visited.media_type,
        digest=visited.digest,
        text=reading.text,
        title=reading.title,
        outlet=reading.outlet,
        authors=list(reading.authors),
        published_on=published.on if published else None,
        published_at=published.at if published else None,
        fetched_by=by,
    )
    row.refresh_from_db()
    return row


def _pages(source: Source) -> set[str]:
    """The addresses under which the page of a source is known, in comparable form."""
    known = [source.url, *(page.canonical for page in source.fetched.all())]
    return set(map(comparable, known))


def _noted(verb: str, row: Fetched, by: Editor | None) -> None:
    story = row.source.incident if row.source else None
    write_event(verb, by=by, subject=_subject(row), incident=story)


def _subject(row: Fetched) -> str:
    return f"fetched-{row.pk}"
