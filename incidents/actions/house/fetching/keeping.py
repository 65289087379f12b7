"""Looking a web page up for an editor, and keeping what was found: posts get deleted."""

from dataclasses import dataclass

from django.db import transaction

from incidents.actions.house.fetching.addresses import comparable
from incidents.actions.house.fetching.reading.page import Reading, read
from incidents.actions.house.fetching.visiting import OPEN_WEB, Visited, Way, visit
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import NothingWritten, Refused, UnknownSource, refuse_without
from incidents.models import Editor, Fetched, Incident, Right, Source


class AlreadyCited(Refused):
    """The page stands behind another source; what was fetched once is proof for one."""


class AlreadyReleased(Refused):
    """The text has been released before."""


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
    visited = visit(address, way=way)
    reading = read(visited.body, visited.charset, visited.media_type, visited.address)
    with transaction.atomic():
        row = _kept(address.strip(), visited, reading, by)
        write_event("page.fetched", by=by, subject=_subject(row))
    return Found(row, reading)


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


def release(fetched: Fetched, *, by: Editor) -> Fetched:
    """Let readers see the kept text. Raises NotAllowed, UnknownSource, NothingWritten."""
    refuse_without(Right.PUBLISH, by)
    with transaction.atomic():
        row = Fetched.objects.select_for_update(of=("self",)).get(pk=fetched.pk)
        if row.released_at is not None:
            raise AlreadyReleased("This text has been released already.")
        if row.source is None:
            raise UnknownSource("Cite the page first: readers see its text beside its source.")
        if not row.text:
            raise NothingWritten("No text of this page was kept.")
        Fetched.objects.filter(pk=row.pk).update(released_by=by, released_at=Clock())
        _noted("page.released", row, by)
    row.refresh_from_db()
    return row


def withdraw(fetched: Fetched, *, by: Editor) -> Fetched:
    """Keep the text for the desk again. Raises NotAllowed."""
    refuse_without(Right.PUBLISH, by)
    with transaction.atomic():
        row = Fetched.objects.select_for_update(of=("self",)).get(pk=fetched.pk)
        if row.released_at is not None:
            row.released_by = row.released_at = None
            row.save(update_fields=["released_by", "released_at"])
            _noted("page.withdrawn", row, by)
    return row


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
