"""The page of an outlet, as the sources of a story name it."""

import pytest
from django.db import connection
from django.test import Client

from incidents import record
from incidents.actions.inputs import SourceText
from incidents.text.addresses import slugs
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_outlet_has_the_address_that_the_database_makes_of_its_name() -> None:
    signs = [chr(code) for code in range(0x20, 0x3000)]
    names = [f"Radio {sign} 5" for sign in signs]
    names += ["AT&T", "Radio Free Europe/Radio Liberty", "ΟΔΟΣ", "Azertac — «Xəbər»", "Ö" * 150]

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, incidents_outlet_slug(name) FROM unnest(%s::text[]) AS name", [names]
        )
        made = dict(cursor.fetchall())

    told = {name: slugs.outlet(name) for name in names}
    assert {name: slug for name, slug in told.items() if slug not in ("", made[name])} == {}
    assert sum(slug == "" for slug in told.values()) < len(names) / 2


def test_the_sources_of_a_story_lead_to_the_pages_of_their_outlets(client: Client) -> None:
    story = factories.story(
        sources=[
            SourceText(outlet="Radio Free Europe/Radio Liberty", url="https://rfe.example/1"),
            SourceText(outlet="A neighbour", kind="witness"),
            SourceText(outlet="Somebody", kind="anonymous"),
        ]
    )

    page = record.story(f"/news/{story.path}")

    assert page is not None
    paths = [source.outlet_path for source in page.sources]
    assert paths == ["/sources/radio-free-europe-radio-liberty", "", ""]
    assert client.get(f"{paths[0]}/").status_code == 200
