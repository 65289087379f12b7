"""What changed across the site, where it is much: page after page, and what that costs."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.models import Version
from tests import factories
from tests.conftest import Once
from tests.reader.sitewide.test_lists import corrected

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def changes(once: Once) -> None:
    """A story with three updates, corrected again and again."""
    once(corrected_again_and_again)


def corrected_again_and_again() -> None:
    incident = factories.long_story(3)
    for _ in range(120):
        corrected(incident)


def test_pages_of_a_list_lose_and_repeat_nothing(client: Client) -> None:
    walked: list[int] = []
    address = "/changes.json?size=50"

    while address:
        page = client.get(address).json()
        walked += [change["position"] for change in page["changes"]]
        last, address = address, page["next"] and page["next"].partition("8000")[2]
        address = address.replace("/changes/?", "/changes.json?") if address else ""

    positions = list(Version.objects.order_by("-position").values_list("position", flat=True))
    assert walked == positions
    back = client.get(last).json()["previous"].partition("?")[2]
    newer = client.get(f"/changes.json?{back}").json()["changes"]
    assert [change["position"] for change in newer] == positions[50:100]


@pytest.mark.parametrize("size", [50, 100, 250])
def test_a_list_costs_the_same_whatever_its_length(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    today = timezone.localdate().isoformat()

    for address in (
        f"/changes/?size={size}&kind=correction&byline=desk&date={today}",
        f"/corrections/?size={size}",
        f"/changes/by/desk/?size={size}",
    ):
        with django_assert_max_num_queries(8):
            response = client.get(address)
        assert response.status_code == 200
