"""Pages about the newsroom itself, read from their wordings; the first ones need no row."""

from django.conf import settings
from django.db import connection
from django.db.models import Max

from incidents.models import SitePage
from incidents.models.newsroom.standing import FIRST, StandingText
from incidents.record.pages.standing import (
    StandingLink,
    StandingPage,
    WordingEntry,
    WordingPage,
    WordingsPage,
    path_of,
)
from incidents.record.printing import moment_printed
from incidents.text.difference import compare, html
from incidents.text.sanitise import blocks, body

ON_PAGE = 50

LINKED = """
SELECT DISTINCT ON (slug) slug, title, "order", in_footer AND NOT withdrawn
FROM incidents_sitepage ORDER BY slug, number DESC
"""
"""What the newest wording of each page says of itself, and whether every other page links to it."""


def site_pages() -> tuple[StandingLink, ...]:
    """The pages that every other page links to, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(LINKED)
        rows = cursor.fetchall()
    kept = {slug for slug, *_ in rows}
    shown = [(order, slug, title) for slug, title, order, linked in rows if linked]
    shown += [(text.order, text.slug, text.name) for text in FIRST if text.slug not in kept]
    return tuple(StandingLink(title, path_of(slug)) for _, slug, title in sorted(shown))


def first_links() -> tuple[StandingLink, ...]:
    """The same where the database does not answer: the pages that every newsroom begins with."""
    return tuple(StandingLink(text.name, path_of(text.slug)) for text in FIRST)


def standing(slug: str, *, whole: bool = False) -> StandingPage | None:
    """A page about the newsroom as it stands; None where there never was one.

    Of one that was taken back the text is left out, unless it is asked for `whole`.
    """
    row = SitePage.objects.filter(slug=slug).order_by("-number").first()
    if row is None:
        return next((_first(text) for text in FIRST if text.slug == slug), None)
    return _as_it_stands(row, whole=whole)


def standing_pages() -> tuple[StandingPage, ...]:
    """Every page about the newsroom, in its order; those that were taken back among them."""
    rows = SitePage.objects.order_by("slug", "-number").distinct("slug")
    kept = [_as_it_stands(row, whole=False) for row in rows]
    slugs = {page.slug for page in kept}
    pages = [*kept, *(_first(text) for text in FIRST if text.slug not in slugs)]
    return tuple(sorted(pages, key=lambda page: (page.order, page.slug)))


def _as_it_stands(row: SitePage, *, whole: bool) -> StandingPage:
    return StandingPage(
        slug=row.slug,
        title=row.title,
        html=row.body if whole or not row.withdrawn else "",
        number=row.number,
        at=row.at,
        printed=moment_printed(row.at, settings.TIME_ZONE),
        byline=row.byline,
        note=row.note,
        withdrawn=row.withdrawn,
        redacted=row.redacted_at is not None,
        order=row.order,
        in_footer=row.in_footer,
    )


def _first(text: StandingText) -> StandingPage:
    said = body(text.told(str(settings.SITE_URL)))
    return StandingPage(text.slug, text.name, said, 1, order=text.order)


def wordings(before: int = 0) -> WordingsPage:
    """Every wording of the pages, newest first, from one place of the list on."""
    rows = SitePage.objects.order_by("-pk").defer("body")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: ON_PAGE + 1])
    older = found[ON_PAGE - 1].pk if len(found) > ON_PAGE else 0
    return WordingsPage(tuple(map(_entry, found[:ON_PAGE])), before, older)


def wording(slug: str, number: int) -> WordingPage | None:
    """A page as it once read, compared with the wording before; None where there was none."""
    rows = SitePage.objects.filter(slug=slug, number__in=(number - 1, number))
    held = {row.number: row for row in rows}
    if number not in held:
        return None
    row, earlier = held[number], held.get(number - 1)
    newest = SitePage.objects.filter(slug=slug).aggregate(Max("number"))["number__max"]
    return WordingPage(_entry(row), row.body, _difference(earlier, row), newest)


def _difference(earlier: SitePage | None, row: SitePage) -> str:
    """What changed between two wordings, title included; nothing for the first one."""
    if earlier is None:
        return ""
    before, after = (
        [*blocks(body(f"<p>{_title(each)}</p>")), *blocks(each.body)] for each in (earlier, row)
    )
    if earlier.title == row.title:
        before, after = before[1:], after[1:]
    return html(compare(before, after))


def _title(row: SitePage) -> str:
    return row.title.replace("&", "&amp;").replace("<", "&lt;")


def _entry(row: SitePage) -> WordingEntry:
    return WordingEntry(
        key=row.pk,
        slug=row.slug,
        title=row.title,
        number=row.number,
        at=row.at,
        printed=moment_printed(row.at, settings.TIME_ZONE),
        byline=row.byline,
        note=row.note,
        withdrawn=row.withdrawn,
        redacted=row.redacted_at is not None,
    )
