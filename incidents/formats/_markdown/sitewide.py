"""Change across the site, its figures, and where sentences come from, in Markdown."""

from incidents.formats._markdown.highlights import warning
from incidents.formats._markdown.inline import link, opening, page_link, words
from incidents.formats._markdown.rows import clock
from incidents.formats.addresses import suffixed
from incidents.record.entries import CorrectionEntry
from incidents.record.history.durations import duration
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylinePage,
    Chosen,
    CorrectionsPage,
    Figures,
    ListedChange,
    Listing,
    ProvenancePage,
    SiteChangesPage,
    SitewidePage,
)
from incidents.text.addresses.stories import comparison_path, version_path


def sitewide_lines(page: SitewidePage) -> list[str]:
    """Any of these pages."""
    match page:
        case SiteChangesPage():
            return site_changes_lines(page)
        case BylinePage():
            return byline_lines(page)
        case CorrectionsPage():
            return corrections_lines(page)
        case AccountabilityPage():
            return accountability_lines(page)
        case ProvenancePage():
            return provenance_lines(page)


def site_changes_lines(page: SiteChangesPage) -> list[str]:
    """The changes of the whole site by day, newest first."""
    return [f"# {page_link('Changes', page.path)}", "", *_listing(page.listing, page.path)]


def byline_lines(page: BylinePage) -> list[str]:
    """What was published under one name: how much of what, then the changes."""
    kinds = ", ".join(f"{words(label)} {count}" for _, label, count in page.kinds)
    return [
        f"# {page_link(page.byline.name, page.path)}",
        "",
        f"Changes: {page.count} ({kinds})",
        "",
        *_listing(page.listing, page.path),
    ]


def corrections_lines(page: CorrectionsPage) -> list[str]:
    """Corrections, clarifications and retractions of the whole site by day, newest first."""
    return [f"# {page_link('Corrections', page.path)}", "", *_listing(page.listing, page.path)]


def accountability_lines(page: AccountabilityPage) -> list[str]:
    """The figures: of all time, by year, by month, and what stands apart."""
    return [
        f"# {page_link('Accountability', page.path)}",
        *_figures("All time", page.overall),
        *(line for figures in page.years for line in _figures(figures.period, figures)),
        *(line for figures in page.months for line in _figures(figures.period, figures)),
        *_figures("Imported stories, counted apart", page.imported),
        *_figures("Sample stories, counted apart", page.sample),
    ]


def provenance_lines(page: ProvenancePage) -> list[str]:
    """Each text of a story, sentence by sentence, with the version since which it stands."""
    heading = [f"# {page_link(page.printed_headline, page.story_path)}", ""]
    if page.retracted:
        return [*heading, f"Retracted: {words(page.retraction_reason)}".rstrip()]
    lines = [*heading, f"Since when each sentence of version {page.version} has stood.", ""]
    for piece in page.pieces:
        lines += [f"## {words(piece.name)}", ""]
        lines += [*warning(piece.warning), ""] if piece.warning else []
        for origin in piece.sentences:
            version = version_path(page.story_path, origin.version)
            where = f"{page_link(f'version {origin.version}', version)}, {words(origin.printed)}"
            lines.append(f"- {opening(origin.text)} ({where})")
        lines.append("")
    return lines[:-1]


def _listing(listing: Listing, path: str) -> list[str]:
    lines = [] if listing.changes else ["There are none.", ""]
    for day, rows in listing.days:
        lines += [f"## {day.isoformat()}", ""]
        for listed in rows:
            lines += listed_change(listed)
        lines.append("")
    neighbours = (("Newer...", listing.newer), ("Older...", listing.older))
    return lines + [
        line
        for name, chosen in neighbours
        if chosen
        for line in (f"## {link(name, _address(path, chosen))}", "")
    ]


def _address(path: str, chosen: Chosen) -> str:
    return suffixed(path, "md") + (f"?{chosen.query}" if chosen.query else "")


def listed_change(listed: ListedChange) -> list[str]:
    """A change in a list, and below it what was wrong."""
    return [_listed(listed), *_errors(listed)]


def _listed(listed: ListedChange) -> str:
    """A change: its story as it stood, its kind, what it touched, by whom, how much, and why."""
    change = listed.change
    story = page_link(change.title, version_path(listed.story_path, change.number))
    counts = (
        f"{name} +{added} -{removed}"
        for name, added, removed in (
            ("words", change.words_added, change.words_removed),
            ("sources", change.sources_added, change.sources_removed),
        )
        if added or removed
    )
    about = [
        words(", ".join(change.piece_names)),
        ", ".join(filter(None, (words(change.byline), words(change.role)))),
        words(change.looked_over),
        *counts,
        "" if change.first else _difference(listed),
    ]
    note = f": {words(change.note)}" if change.note else ""
    said = "; ".join(filter(None, about))
    return f"- {story} _{clock(change)} ({words(change.kind_label)})_{note} - {said}"


def _difference(listed: ListedChange) -> str:
    number = listed.change.number
    return page_link("difference", comparison_path(listed.story_path, number - 1, number))


def _errors(listed: ListedChange) -> list[str]:
    return [f"  - {_error(error, listed)}" for error in listed.change.corrections]


def _error(error: CorrectionEntry, listed: ListedChange) -> str:
    since = page_link(f"version {error.entered}", version_path(listed.story_path, error.entered))
    said = [
        *warning(error.warning),
        f'It said: "{words(error.wrong)}".' if error.wrong else "",
        f'It should have said: "{words(error.right)}".' if error.right else "",
        f"It stood for {duration(error.stood)}, since {since};",
        "a reader noticed." if error.noticed == "reader" else "the newsroom noticed.",
    ]
    grave = " (grave)" if error.grave else ""
    return f"{opening(error.piece_name)}{grave}: {' '.join(filter(None, said))}"


def _figures(name: str, figures: Figures) -> list[str]:
    share = "" if figures.readers_share is None else f" ({figures.readers_share} %)"
    told = (
        ("Stories", str(figures.stories)),
        ("Corrections", str(figures.corrections)),
        ("Corrections per 100 stories", figures.corrections_per_100),
        ("Clarifications", str(figures.clarifications)),
        ("Errors put right", str(figures.errors)),
        ("Grave errors", str(figures.grave)),
        ("Noticed by readers", f"{figures.noticed_by_readers}{share}"),
        ("Retracted stories", str(figures.retracted_stories)),
        ("Retractions per 100 stories", figures.retractions_per_100),
        ("Retracted updates", str(figures.retracted_updates)),
        ("Median time to correct", _lasting(figures.seconds_to_correct)),
        ("Median time an error stood", _lasting(figures.seconds_stood)),
    )
    rows = [f"- {label}: {value}" for label, value in told if value]
    return ["", f"## {words(name)}", "", *rows]


def _lasting(seconds: int | None) -> str:
    return "" if seconds is None else duration(seconds)
