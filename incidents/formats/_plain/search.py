"""What readers looked for and what was found, as plain values."""

from html import escape

from incidents.formats._format import Site
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.pages.search import Hit, Narrower, SearchPage, Sought
from incidents.text.body.finding.marking import Spans
from incidents.text.body.settling import clean_characters


def search_fields(page: SearchPage, site: Site) -> Fields:
    """A page of stories that were found, and the ways on from it."""
    sought = page.sought
    return {
        "query": given(sought.q),
        "order": sought.order,
        "filters": {
            "from": given(sought.since),
            "to": given(sought.until),
            "topic": given(sought.topic),
            "source": given(sought.source),
            "kind": given(sought.kind),
            "language": given(sought.language),
        },
        "problem": given(page.problem),
        "shortened": page.shortened,
        "count": page.count,
        "more_than_counted": page.more,
        "first": page.first if page.hits else None,
        "complete_until": moment(page.complete),
        "looked_back_to": page.back_to.isoformat() if page.back_to else None,
        "further_back": _address(page.further_back, site),
        "previous": _address(page.previous, site),
        "next": _address(page.next, site),
        "hits": [_hit(hit, site) for hit in page.hits],
        "refinements": [_narrower(one, sought, site) for one in page.narrower],
        "suggestions": [
            {"leaves_out": name, "url": _address(other, site)} for name, other in page.others
        ],
    }


def written(spans: Spans) -> str:
    """Spans as plain text."""
    return clean_characters("".join(span.text for span in spans))


def search_address(sought: Sought) -> str:
    """The address of a search."""
    return f"{html_address('/search')}?{sought.query}" if sought.query else html_address("/search")


def _hit(hit: Hit, site: Site) -> Fields:
    update = hit.update
    return {
        "url": site.absolute(html_address(hit.path)),
        "title": written(hit.headline),
        "title_html": _html(hit.headline),
        "topic_line": given(hit.topic_line),
        "excerpt": given(written(hit.excerpt)),
        "excerpt_html": given(_html(hit.excerpt)),
        "warning": given(hit.warning),
        "update": None
        if update is None
        else {
            "number": update.number,
            "name": update.name,
            "time": given(update.printed),
            "url": site.absolute(html_address(hit.update_path)),
        },
        "date": hit.date.isoformat(),
        "language": given(hit.language),
        "status": hit.status,
        "status_label": hit.status_label,
        "update_count": hit.update_count,
        "corrected": hit.corrected,
        "at": moment(hit.at),
        "printed": hit.printed,
    }


def _narrower(one: Narrower, sought: Sought, site: Site) -> Fields:
    return {
        "filter": one.field,
        "value": one.value,
        "name": clean_characters(one.name),
        "story_count": one.stories,
        "url": _address(sought.other(**{one.field: one.value}), site),
    }


def _html(spans: Spans) -> str:
    """Spans as HTML, what was looked for in `mark` elements."""
    return "".join(
        f"<mark>{_escaped(span.text)}</mark>" if span.found else _escaped(span.text)
        for span in spans
    )


def _escaped(text: str) -> str:
    return escape(clean_characters(text), quote=False)


def _address(sought: Sought | None, site: Site) -> str | None:
    return site.absolute(search_address(sought)) if sought else None
