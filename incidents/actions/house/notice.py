"""What may happen to the newsroom's own standing texts: its notice, the pages about itself."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from incidents.actions.house import purges
from incidents.actions.ledger.change import Clock, changes, write_event
from incidents.actions.refusals import (
    NoteNeeded,
    NothingWritten,
    StaleBase,
    TooLong,
    WrongValue,
    refuse_overlong,
    refuse_without,
)
from incidents.models import Editor, House, Incident, Right, SitePage, Version
from incidents.models.newsroom.standing import FIRST, RESERVED
from incidents.text.addresses import slugs
from incidents.text.sanitise import body, line

LONGEST_BODY = 200_000
LONGEST_SLUG = 60


class StaleWording(StaleBase):
    """Somebody else changed the page since the editor opened it."""

    def __init__(self, slug: str, base: int, standing: int) -> None:
        super().__init__(slug, base, standing)
        words = (
            "Somebody else has changed this page meanwhile. Your text is kept below, nothing is "
            "saved: compare it with what stands now, then save again."
        )
        self.args = (words,)


@dataclass(frozen=True, slots=True)
class Wording:
    """A page about the newsroom as an editor gives it; `note` tells readers why it is changed."""

    title: str
    body: str
    order: int = 0
    in_footer: bool = True
    withdrawn: bool = False
    note: str = ""


def set_verification_notice(text: str, *, by: Editor | None, note: str = "") -> House:
    """Change the notice of the house: every live story without a notice of its own follows.

    Ended stories keep the notice under which they ended.
    """
    refuse_without(Right.HOUSE, by)
    stories = Incident.objects.public().filter(status=Incident.Status.LIVE, verification_notice="")
    with changes(list(stories), "house.notice_changed", by=by, note=note) as locked:
        house, _ = House.objects.update_or_create(
            pk=1, defaults={"verification_notice": line(text)}
        )
        for story in locked:
            if story.incident.verification_notice == "":
                story.touch("notice", {"text": house.verification_notice}, Version.Kind.STATUS)
    return house


def establish(*, by: Editor | None = None) -> None:
    """Write the first wording of each page that every newsroom begins with, where it is missing."""
    refuse_without(Right.HOUSE, by)
    with transaction.atomic():
        held = set(SitePage.objects.values_list("slug", flat=True))
        for slug in [text.slug for text in FIRST if text.slug not in held]:
            _begin(slug)


def new_page(given: Wording, *, by: Editor | None) -> SitePage:
    """Make a page about the newsroom, under an address made of its title.

    Raises NotAllowed, NothingWritten, TooLong, WrongValue.
    """
    refuse_without(Right.HOUSE, by)
    slug = slugs.slug(line(given.title), limit=LONGEST_SLUG)[:LONGEST_SLUG].strip("-")
    taken = slug in RESERVED or slug in {text.slug for text in FIRST}
    if taken or SitePage.objects.filter(slug=slug).exists():
        raise WrongValue("There is a page of this name already.", field="title")
    with transaction.atomic():
        return _write(slug, 1, given, by=by, verb="site_page.made")


def change_page(slug: str, given: Wording, *, by: Editor | None, base: int) -> SitePage | None:
    """Give a page another wording; the one before stays public. None where nothing differs.

    `base` is the number of the wording that the editor was looking at, 1 for the first one, kept
    or not. Raises NotAllowed, NoteNeeded, NothingWritten, TooLong, StaleWording, WrongValue.
    """
    refuse_without(Right.HOUSE, by)
    with transaction.atomic():
        newest = SitePage.objects.filter(slug=slug).first() or _begin(slug)
        if newest.number != base:
            raise StaleWording(slug, base, newest.number)
        made = _filled(SitePage(slug=slug, number=base + 1), given, by)
        if not any(getattr(made, name) != getattr(newest, name) for name in SEEN):
            return None
        if not made.note:
            raise NoteNeeded("Tell readers why the page is changed: a few words are enough.")
        return _keep(made, by=by, verb="site_page.changed", before=newest)


SEEN = ("title", "body", "order", "in_footer", "withdrawn")


def _begin(slug: str) -> SitePage:
    """The wording that a page began with, kept."""
    text = next((text for text in FIRST if text.slug == slug), None)
    if text is None:
        raise WrongValue("There is no such page.")
    given = Wording(text.name, text.told(str(settings.SITE_URL)), text.order)
    return _write(slug, 1, given, by=None, verb="site_page.begun")


def _write(slug: str, number: int, given: Wording, *, by: Editor | None, verb: str) -> SitePage:
    return _keep(_filled(SitePage(slug=slug, number=number), given, by), by=by, verb=verb)


def _filled(row: SitePage, given: Wording, by: Editor | None) -> SitePage:
    row.title, row.body, row.note = line(given.title), body(given.body), line(given.note)
    row.order, row.in_footer, row.withdrawn = given.order, given.in_footer, given.withdrawn
    row.by, row.byline = by, by.byline if by else ""
    if not row.title:
        raise NothingWritten("Give the page a title.", field="title")
    if not row.body:
        raise NothingWritten("Write what the page says.", field="body")
    if len(row.body) > LONGEST_BODY:
        raise TooLong(f"Say it in at most {LONGEST_BODY:,} characters.", field="body")
    refuse_overlong(row, title=row.title, note=row.note)
    return row


def _keep(
    row: SitePage, *, by: Editor | None, verb: str, before: SitePage | None = None
) -> SitePage:
    row.at = Clock()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else took this number at the same moment
        newest = SitePage.objects.filter(slug=row.slug).first()
        raise StaleWording(row.slug, row.number - 1, newest.number if newest else 0) from None
    write_event(verb, by=by, subject=f"page-{row.slug}-{row.number}", needs=Right.HOUSE)
    purges.ask("front", *([] if _at_foot(row) == _at_foot(before) else [purges.FROZEN]))
    row.refresh_from_db()
    return row


def _at_foot(row: SitePage | None) -> tuple[int, str] | None:
    """What the foot of every page says of a page about the newsroom; None where that is nothing."""
    return (row.order, row.title) if row and row.in_footer and not row.withdrawn else None
