"""What readers looked for and what was found, in Markdown: a story each."""

from incidents.formats._markdown.inline import link, opening, page_link, words
from incidents.formats._plain.search import written
from incidents.formats.addresses import suffixed
from incidents.record.pages.search import Hit, SearchPage, Sought


def search_lines(page: SearchPage) -> list[str]:
    """A page of stories that were found, and the ways on from it."""
    counted = f"{'More than ' if page.more else ''}{page.count}"
    ways = (("Previous", page.previous), ("Next", page.next), ("Further back", page.further_back))
    return [
        f"# {page_link('Search', page.path)}",
        "",
        *([f"Looked for: {words(page.sought.q)}", ""] if page.sought.q else []),
        *([f"Nothing was looked for: {page.problem}", ""] if page.problem else []),
        *([f"Stories: {counted}", ""] if page.sought.q and not page.problem else []),
        *([f"Looked through: reports since {page.back_to}", ""] if page.back_to else []),
        *(line for hit in page.hits for line in _hit(hit)),
        *(line for name, to in ways if to for line in (link(name, _address(to)), "")),
    ]


def _hit(hit: Hit) -> list[str]:
    update = hit.update
    told = [words(hit.printed), words(hit.status_label)]
    if update:
        told.insert(0, page_link(f"{update.name} - {update.printed}", hit.update_path))
    excerpt = f"Content warning: {hit.warning}" if hit.warning else written(hit.excerpt)
    return [
        f"### {page_link(written(hit.headline), hit.path)}",
        *([opening(excerpt)] if excerpt else []),
        f"({', '.join(told)})",
        "",
    ]


def _address(sought: Sought) -> str:
    return f"{suffixed('/search', 'md')}?{sought.query}"
