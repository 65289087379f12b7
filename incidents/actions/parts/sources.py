"""The numbered list of sources of a story, and what cites them."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max, Q

from incidents.actions.inputs import SourceText
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.ledger.touches import Change
from incidents.actions.refusals import (
    NothingWritten,
    UnknownSource,
    WrongAddress,
    refuse_overlong,
)
from incidents.actions.web.addresses import comparable
from incidents.models import Citation, Editor, Fetched, Link, Source, Update, Version
from incidents.text.sanitise import line

LONGEST_ADDRESS = 4000

CITED = """
SELECT source.number FROM incidents_citation AS citation
JOIN incidents_source AS source ON source.id = citation.source_id
WHERE citation.update_id = %s AND source.number IS NOT NULL ORDER BY source.number
"""
"""Written out, as every edit of a text asks it: the ORM takes five times as long to ask."""


def web_address(url: str) -> str:
    """An address as it is stored; empty for none. Only what readers can follow is one."""
    address = line(url)
    if not address:
        return ""
    if not address.lower().startswith(("http://", "https://")) or " " in address:
        raise WrongAddress(
            f"“{address[:80]}” is not a web address. Start it with https:// or leave it empty."
        )
    if len(address) > LONGEST_ADDRESS:
        raise WrongAddress(f"This address is longer than {LONGEST_ADDRESS} characters.")
    return address


def link(url: str) -> Link | None:
    """The stored link for an address, made where it is new; None for no address."""
    address = web_address(url)
    if not address:
        return None
    stored, _ = Link.objects.get_or_create(
        digest=Link.digest_of(address), defaults={"url": address}
    )
    return stored


def add(locked: Change, text: SourceText) -> Source:
    """Put a source at the end of the story's list."""
    incident = locked.incident
    locked.set("source_counter", incident.source_counter + 1)
    row = Source(incident=incident, serial=incident.source_counter)
    _write(row, text)
    kept = _kept_for(row, text.fetched)
    if kept is not None and row.retrieved_at is None:
        row.retrieved_at = kept.at
    _list(locked, row)
    if kept is not None:
        _keep_with(locked, row, kept)
    return row


def _list(locked: Change, row: Source) -> None:
    last = Source.objects.filter(incident=locked.incident).aggregate(Max("number"))["number__max"]
    row.number = (last or 0) + 1
    row.save()
    locked.touch(row.piece_key, pieces.source(row), Version.Kind.SOURCES, fresh=True)


def replace(locked: Change, texts: Sequence[SourceText]) -> None:
    """Make the list of sources exactly this, in this order; citing updates follow."""
    rows = {row.pk: row for row in Source.objects.listed().filter(incident=locked.incident)}
    kept = [text for text in texts if text.id is not None]
    unknown = {text.id for text in kept} - rows.keys()
    if unknown:
        raise UnknownSource("One of these sources is not on this story's list any more.")
    for row in rows.values():
        if row.pk not in {text.id for text in kept}:
            _remove(locked, row)
    for number, text in enumerate(texts, start=1):
        if text.id is None:
            continue
        row = rows[text.id]
        row.number = number
        _write(row, text)
        row.save()
        looked_up = _kept_for(row, text.fetched)
        if looked_up is not None:
            _keep_with(locked, row, looked_up)
        locked.touch(row.piece_key, pieces.source(row), Version.Kind.SOURCES)
    for number, text in enumerate(texts, start=1):
        if text.id is None:
            row = add(locked, text)
            row.number = number
            row.save(update_fields=["number"])
            locked.touch(row.piece_key, pieces.source(row), Version.Kind.SOURCES, fresh=True)
    _follow(locked)


def chosen(locked: Change, cites: Sequence[int], new: Sequence[SourceText]) -> list[Source]:
    """The sources that an update cites: some that the story has, some new ones.

    What the desk alone knew until now takes its place on the list.
    """
    held = list(Source.objects.filter(incident=locked.incident, pk__in=cites)) if cites else []
    if len(held) < len(set(cites)):
        raise UnknownSource("One of the cited sources is not on this story's list any more.")
    for source in held:
        if source.number is None:
            _list(locked, source)
    return [*held, *(add(locked, text) for text in new)]


def cite(update: Update, sources: Sequence[Source]) -> None:
    """Make the citations of an update exactly these."""
    wanted = {source.pk for source in sources}
    standing = set(update.citations.values_list("source_id", flat=True))
    if standing - wanted:
        update.citations.exclude(source_id__in=wanted).delete()
    Citation.objects.bulk_create(
        Citation(update=update, source_id=key) for key in sorted(wanted - standing)
    )


def cited_numbers(update: Update) -> list[int]:
    """The numbers of the sources that an update cites, in order."""
    with connection.cursor() as cursor:
        cursor.execute(CITED, [update.pk])
        return [number for (number,) in cursor.fetchall()]


def settle_release(row: Source, *, by: Editor | None) -> None:
    """Let what was kept of a page say whether readers see it, after the source was rewritten."""
    shown = Q(at=row.read_at, digest=row.read_digest)
    kept = Fetched.objects.filter(source=row)
    kept.exclude(shown).update(released_at=None, released_by=None)
    if by is not None and row.read_text:
        kept.filter(shown, released_at=None).update(released_at=Clock(), released_by=by)


def _kept_for(row: Source, fetched: int | None) -> Fetched | None:
    """What was kept when the page of a source was looked up, if that is its page still."""
    kept = Fetched.objects.filter(pk=fetched, source=None).first() if fetched else None
    if kept is None:
        return None
    known = {kept.address, kept.final_address, kept.canonical}
    return kept if comparable(row.url) in map(comparable, known) else None


def _keep_with(locked: Change, row: Source, kept: Fetched) -> None:
    if Fetched.objects.filter(pk=kept.pk, source=None).update(source=row):
        subject = f"fetched-{kept.pk}"
        write_event("page.cited", by=locked.by, subject=subject, incident=locked.incident)


def _write(row: Source, text: SourceText) -> None:
    row.outlet = line(text.outlet)
    row.title = line(text.title)
    _lead_to(row, text.url)
    if text.author is not None:
        row.author = line(text.author)
    if text.archived_url is not None:
        row.archived_url = web_address(text.archived_url)
    row.via = line(text.via)
    row.quote = line(text.quote)
    row.kind = text.kind
    row.published_at = text.published_at
    row.retrieved_at = text.retrieved_at
    refuse_overlong(row)
    if not row.outlet:
        raise NothingWritten("Say who this source is, such as “Reuters”.", field="outlet")


def _lead_to(row: Source, url: str) -> None:
    """Link a source; what is known of one page is not said of another."""
    before, row.link = row.url, link(url)
    if before == row.url:
        return
    row.link_state, row.link_checked_at, row.link_failures = None, None, 0
    if comparable(before) != comparable(row.url):
        row.archived_url = ""
        if row.read_text:
            row.read_text, row.read_at, row.read_digest = "", None, ""
            settle_release(row, by=None)


def _remove(locked: Change, row: Source) -> None:
    key = row.piece_key
    row.delete()
    locked.touch(key, None, Version.Kind.SOURCES)


def _follow(locked: Change) -> None:
    """Touch the published updates, whose printed citations may have changed."""
    standing = Update.objects.filter(
        incident=locked.incident, state=Update.State.PUBLISHED
    ).prefetch_related("citations__source")
    for update in standing:
        cited = (citation.source.number for citation in update.citations.all())
        numbers = sorted(number for number in cited if number is not None)
        touch = locked.touches.get(update.piece_key)
        if touch is not None and touch.value is not None:
            touch.value = {**touch.value, "sources": [*numbers]}
        else:
            value = pieces.update(update, locked.incident, numbers)
            locked.touch(update.piece_key, value, Version.Kind.SOURCES)
