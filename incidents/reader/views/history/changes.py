"""The public history of a story: its versions, what differs between two, what came after one."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase

from incidents import record
from incidents.formats.addresses import html_address, suffixed
from incidents.reader import neighbours
from incidents.reader.answers import FROZEN, NOTHING_NEW, alternates, answer, kept
from incidents.reader.history import as_of, choice
from incidents.reader.history.choice import Choice
from incidents.reader.history.following import as_json, beside_unlike
from incidents.reader.story_address import at_story
from incidents.record.pages.history import ChangesPage, Selection
from incidents.text.addresses.stories import changes_path, comparison_path, version_path

AFTER = "public, max-age=60"
"""Not as a frozen page, which shared caches may keep until its story changes: more may have come
after a version by then."""


@at_story
def changes(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """The public versions that were asked for; two of them can be ticked and compared.

    With a time, the version that stood then.
    """
    stood, problem = _stood(request, path)
    if stood:
        return HttpResponseRedirect(_address(version_path(path, stood), suffix))
    page = _changes(request, path, problem)
    chosen = Choice.made(request.GET, page)
    if chosen.comparable and not suffix:
        return HttpResponseRedirect(_comparison(path, chosen, page))
    if suffix:
        chosen = replace(chosen, kept=False)
    wanted = choice.canonical(page, chosen)
    if not (page.problem or chosen.problem or choice.is_canonical(request.GET, wanted)):
        address = _address(changes_path(path), suffix)
        return HttpResponseRedirect(f"{address}?{wanted}" if wanted else address)
    return answer(
        request,
        page,
        suffix,
        "reader/history/changes.html",
        status=400 if page.problem else 200,
        context=_beside(page, chosen),
    )


@at_story
def comparison(
    request: HttpRequest, path: str, older: int, newer: int, suffix: str = ""
) -> HttpResponseBase:
    """What changed between two versions; named the wrong way round, they are put right."""
    if older == newer:
        return HttpResponsePermanentRedirect(_address(version_path(path, newer), suffix))
    if older > newer:
        return HttpResponsePermanentRedirect(_address(comparison_path(path, newer, older), suffix))
    page = record.comparison(path, older, newer, request.GET.get("piece", "").replace("\0", ""))
    if page is None:
        raise Http404("No such versions")
    columns = request.GET.get("view") == "columns"
    return answer(
        request,
        page,
        suffix,
        "reader/history/comparison.html",
        freshness=FROZEN,
        status=400 if page.problem else 200,
        context={
            "columns": columns,
            "links": neighbours.of_comparison(page, columns=columns),
        },
    )


@at_story
def proof(request: HttpRequest, path: str, number: int, suffix: str = "") -> HttpResponseBase:
    """What the hash of a version is made of, so that anyone can compute it again."""
    page = record.proof(path, number)
    if page is None:
        raise Http404("No such version")
    return answer(
        request,
        page,
        suffix,
        "reader/history/proof.html",
        freshness=FROZEN,
        context={"links": neighbours.of_proof(page)},
    )


@at_story
def after(request: HttpRequest, path: str, after: int, beside: str = "") -> HttpResponseBase:
    """Every public change after a version, for pages and clients that follow along.

    Who says how they show what stands `beside` the story gets it where that reads otherwise now.
    """
    follow_ups = record.follow_ups(path, after)
    if follow_ups is None:
        raise Http404("No such story")
    others = beside_unlike(beside, record.surroundings(path)) if beside else None
    freshness = AFTER if follow_ups.changes and not beside else NOTHING_NEW
    told = as_json(follow_ups, others)
    return kept(request, told, "application/json; charset=utf-8", freshness)


def _stood(request: HttpRequest, path: str) -> tuple[int, str]:
    """The version of the time that was named, and what is wrong with that time."""
    try:
        return as_of.version(path, request.GET.get("at", "")), ""
    except choice.UnknownError as unknown:
        return 0, str(unknown)


def _changes(request: HttpRequest, path: str, problem: str) -> ChangesPage:
    """The versions that were asked for; where nobody can know what was meant, the newest ones."""
    try:
        page = record.changes(path, Selection() if problem else choice.asked(request.GET))
    except choice.UnknownError as unknown:
        problem, page = str(unknown), record.changes(path)
    if page is None:
        raise Http404("No such story")
    return replace(page, problem=problem) if problem else page


def _beside(page: ChangesPage, chosen: Choice) -> dict[str, object]:
    """What the list needs beside its page: where its links lead, and what is ticked."""
    closed = replace(page, selection=replace(page.selection, opened=0))
    query = choice.canonical(closed, chosen)
    around = (("previous", page.previous), ("next", page.next))
    return {
        "row_formats": alternates(replace(page, selection=Selection())),
        "choice": chosen,
        "listed": {change.number for change in page.changes},
        "sizes": choice.SIZES,
        "opening": f"?{query}&" if query else "?",
        "closing": f"?{query}" if query else html_address(page.path),
        "everything": html_address(page.path),
        "neighbours": {
            name: html_address(replace(page, selection=other)) for name, other in around if other
        },
    }


def _comparison(path: str, chosen: Choice, page: ChangesPage) -> str:
    """Where two versions are compared; of one piece where the list shows that piece alone."""
    address = html_address(comparison_path(path, chosen.older, chosen.newer))
    return f"{address}?piece={page.selection.piece}" if page.selection.piece else address


def _address(path: str, suffix: str) -> str:
    return suffixed(path, suffix) if suffix else html_address(path)
