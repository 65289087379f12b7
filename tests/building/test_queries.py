"""What a page for readers is asked in a query is declared beside its address, and nowhere else."""

import re
from urllib.parse import urlencode

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from incidents.reader.urls import urlpatterns
from incidents.reader.views.asked import Asked
from tests.building import plan

OF_EVERYBODY = ("docs/addresses.md", "docs/search.md")
READS = {
    f"{entry.name} {entry.pattern}": entry.callback.reads
    for entry in urlpatterns
    if isinstance(entry.callback, Asked)
}
EVERY = frozenset[str]().union(*filter(None, READS.values()))


def test_every_address_for_readers_says_what_it_reads() -> None:
    silent = [entry.name for entry in urlpatterns if not isinstance(entry.callback, Asked)]

    assert silent == []


def test_only_addresses_that_lead_on_read_whatever_they_are_asked() -> None:
    anything = {name.split()[0] for name, reads in READS.items() if reads is None}

    assert anything == {"unpadded-month", "unpadded-day"}


def test_what_an_address_reads_is_written_down() -> None:
    written = "".join((plan.ROOT / name).read_text(encoding="utf-8") for name in OF_EVERYBODY)

    missing = {name for name in EVERY if not re.search(rf"[?&`]{name}[=`]", written)}

    assert missing == set()


@pytest.mark.parametrize("name", READS)
def test_no_view_learns_of_what_its_address_does_not_read(name: str) -> None:
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponseBase:
        seen.append(request)
        return HttpResponse()

    reads = READS[name]
    asked = dict.fromkeys(sorted(EVERY | {"x", "utm_source"}), "1")

    Asked(view, reads)(RequestFactory().get("/", asked))

    expected = asked if reads is None else dict.fromkeys(sorted(reads), "1")
    assert seen[0].GET.dict() == expected
    assert seen[0].META["QUERY_STRING"] == urlencode(expected)
    assert seen[0].get_full_path() == ("/?" + urlencode(expected) if expected else "/")
