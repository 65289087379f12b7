"""Short ways to what a search finds."""

from typing import Any

from incidents.actions.finding import follow
from incidents.record.finding.searching import search
from incidents.record.pages.search import Hit, SearchPage, Sought


def searched(q: str, **chosen: Any) -> SearchPage:  # noqa: ANN401
    """The page that a search gives once everything published is findable."""
    follow()
    return search(Sought(q=q, **chosen))


def found(q: str, **chosen: Any) -> list[str]:  # noqa: ANN401
    """The headlines of the stories that a search finds, in their order."""
    return [headline(hit) for hit in searched(q, **chosen).hits]


def headline(hit: Hit) -> str:
    return "".join(span.text for span in hit.headline)


def excerpt(hit: Hit) -> str:
    """The excerpt with what was found in brackets."""
    return "".join(f"[{span.text}]" if span.found else span.text for span in hit.excerpt)
