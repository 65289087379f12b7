"""What readers look for is found in what is public, and nowhere else."""

import pytest

from incidents.actions.finding import follow
from incidents.record.finding.searching import search
from incidents.record.pages.search import Sought
from tests import factories

pytestmark = pytest.mark.django_db


def found(q: str, **chosen: str) -> list[str]:
    """The headlines of the stories that a search finds, in their order."""
    follow()
    page = search(Sought(q=q, **chosen))
    return ["".join(span.text for span in hit.headline) for hit in page.hits]


def test_a_word_is_found_in_headline_report_and_updates() -> None:
    factories.story("Bridge closed", lead="<p>Water rises.</p>")
    other = factories.story("Quiet night", lead="<p>Nothing moved on the bridges.</p>")
    factories.update(other, "<p>A ferry sails.</p>")

    assert found("bridge") == ["Quiet night", "Bridge closed"]
    assert found("ferries") == ["Quiet night"]
    assert found("harbour") == []
