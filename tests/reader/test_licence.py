"""Under which licence the newsroom's texts stand, wherever it says so."""

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def story() -> Incident:
    return factories.story()


@pytest.mark.parametrize("below", ["/", "/nowhere/", "{story}", "{story}changes/"])
def test_the_licence_stands_at_the_foot_of_every_page(
    client: Client, settings: Settings, story: Incident, below: str
) -> None:
    settings.SITE_LICENCE, settings.SITE_LICENCE_URL = NAME, ADDRESS

    page = html.fromstring(client.get(below.format(story=story.get_absolute_url())).content)

    (link,) = page.findall(".//footer//a[@rel='license']")
    assert (link.text, link.get("href")) == (NAME, ADDRESS)


def test_every_format_names_it(client: Client, settings: Settings, story: Incident) -> None:
    settings.SITE_LICENCE, settings.SITE_LICENCE_URL = NAME, ADDRESS
    base = story.get_absolute_url().rstrip("/")

    assert client.get(f"{base}.json").json()["site"]["licence"] == {"name": NAME, "url": ADDRESS}
    assert f"<url>{ADDRESS}</url>" in client.get(f"{base}.xml").content.decode()
    text = client.get(f"{base}.md").content.decode()
    assert text.endswith(f"\n\nLicence: [{NAME}]({ADDRESS})\n")


def test_a_licence_without_an_address_is_named(
    client: Client, settings: Settings, story: Incident
) -> None:
    settings.SITE_LICENCE, settings.SITE_LICENCE_URL = "All rights reserved", ""
    base = story.get_absolute_url()

    assert "Licence of our texts: All rights reserved" in client.get(base).content.decode()
    text = client.get(f"{base.rstrip('/')}.md").content.decode()
    assert text.endswith("Licence: All rights reserved\n")


def test_nothing_is_said_where_nothing_is_set(client: Client, story: Incident) -> None:
    base = story.get_absolute_url()

    assert "icence" not in client.get(base).content.decode()
    assert client.get(f"{base.rstrip('/')}.json").json()["site"]["licence"] is None
    assert "icence" not in client.get(f"{base.rstrip('/')}.md").content.decode()
