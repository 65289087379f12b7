"""Change across the site, its figures, and where sentences come from, as plain values."""

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylineEntry,
    BylinePage,
    Chosen,
    CorrectionsPage,
    Figures,
    ListedChange,
    Listing,
    PieceOrigins,
    ProvenancePage,
    SentenceOrigin,
    SiteChangesPage,
    SitewidePage,
)
from incidents.text.addresses.stories import comparison_path, version_path
from incidents.text.body.settling import clean_characters


def sitewide_fields(page: SitewidePage, site: Site) -> Fields:
    """Any of these pages."""
    match page:
        case SiteChangesPage():
            return site_changes_fields(page, site)
        case BylinePage():
            return byline_fields(page, site)
        case CorrectionsPage():
            return corrections_fields(page, site)
        case AccountabilityPage():
            return accountability_fields(page)
        case ProvenancePage():
            return provenance_fields(page, site)


def site_changes_fields(page: SiteChangesPage, site: Site) -> Fields:
    """A page of the public changes of the whole site, and the names to choose from."""
    return {
        **_listing(page.listing, page.path, site),
        "bylines": [_byline(entry, site) for entry in page.bylines],
    }


def byline_fields(page: BylinePage, site: Site) -> Fields:
    """What was published under one name."""
    return {
        "name": clean_characters(page.byline.name),
        "count": page.count,
        "kinds": [
            {"kind": kind, "kind_label": label, "count": count} for kind, label, count in page.kinds
        ],
        **_listing(page.listing, page.path, site),
    }


def corrections_fields(page: CorrectionsPage, site: Site) -> Fields:
    """A page of the corrections, clarifications and retractions of the whole site."""
    return {
        **_listing(page.listing, page.path, site),
        "months": [f"{month:%Y-%m}" for month in page.months],
    }


def accountability_fields(page: AccountabilityPage) -> Fields:
    """The figures: of all time, by year, by month, and what stands apart."""
    return {
        "overall": _figures(page.overall),
        "years": [_figures(figures) for figures in page.years],
        "months": [_figures(figures) for figures in page.months],
        "imported": _figures(page.imported),
        "sample": _figures(page.sample),
    }


def provenance_fields(page: ProvenancePage, site: Site) -> Fields:
    """Each text of a story, sentence by sentence, with the version since which it stands."""
    return {
        "story_url": site.absolute(html_address(page.story_path)),
        "language": given(page.language),
        "title": clean_characters(page.printed_headline),
        "version": page.version,
        "retracted": page.retracted,
        "retraction_reason": given(page.retraction_reason),
        "pieces": [_piece(piece, page.story_path, site) for piece in page.pieces],
    }


def _listing(listing: Listing, path: str, site: Site) -> Fields:
    chosen = listing.chosen
    return {
        "filters": {
            "kind": given(chosen.kind),
            "byline": given(chosen.byline),
            "date": given(chosen.date),
        },
        "size": chosen.size,
        "previous": _neighbour(listing.newer, path, site),
        "next": _neighbour(listing.older, path, site),
        "changes": [listed_change(listed, site) for listed in listing.changes],
    }


def _neighbour(chosen: Chosen | None, path: str, site: Site) -> str | None:
    if chosen is None:
        return None
    return site.absolute(html_address(path)) + (f"?{chosen.query}" if chosen.query else "")


def listed_change(listed: ListedChange, site: Site) -> Fields:
    change, named = listed.change, listed.byline_path
    difference = comparison_path(listed.story_path, change.number - 1, change.number)
    return {
        **parts.change(change, listed.story_path, site),
        "date": listed.day.isoformat(),
        "story_url": site.absolute(html_address(listed.story_path)),
        "difference_url": None if change.first else site.absolute(html_address(difference)),
        "byline_url": site.absolute(html_address(named)) if named else None,
        "retracted": listed.retracted,
    }


def _byline(entry: BylineEntry, site: Site) -> Fields:
    return {
        "name": clean_characters(entry.name),
        "slug": entry.slug,
        "url": site.absolute(html_address(entry.path)),
    }


def _figures(figures: Figures) -> Fields:
    return {
        "period": given(figures.period),
        "stories": figures.stories,
        "corrections": figures.corrections,
        "corrections_per_100_stories": given(figures.corrections_per_100),
        "clarifications": figures.clarifications,
        "errors": figures.errors,
        "grave_errors": figures.grave,
        "errors_noticed_by_readers": figures.noticed_by_readers,
        "percent_noticed_by_readers": figures.readers_share,
        "retracted_stories": figures.retracted_stories,
        "retractions_per_100_stories": given(figures.retractions_per_100),
        "retracted_updates": figures.retracted_updates,
        "median_seconds_to_correct": figures.seconds_to_correct,
        "median_seconds_stood": figures.seconds_stood,
    }


def _piece(piece: PieceOrigins, story_path: str, site: Site) -> Fields:
    return {
        "piece": piece.key,
        "name": clean_characters(piece.name),
        "anchor": piece.anchor,
        "warning": given(piece.warning),
        "html": given(piece.html),
        "sentences": [_sentence(origin, story_path, site) for origin in piece.sentences],
    }


def _sentence(origin: SentenceOrigin, story_path: str, site: Site) -> Fields:
    return {
        "text": clean_characters(origin.text),
        "block": origin.block,
        "version": origin.version,
        "at": moment(origin.at),
        "printed": given(origin.printed),
        "permalink": site.absolute(html_address(version_path(story_path, origin.version))),
    }
