"""Machines are told where a page stands, as its own head tells people."""

import json

import pytest
from django.test import Client
from lxml import html

from tests import factories

pytestmark = pytest.mark.django_db

DATA = "./head/script[@type='application/ld+json']"


def trail(client: Client, address: str) -> list[tuple[str, str]]:
    """Names and site-relative addresses, from the top down."""
    page = html.fromstring(client.get(address).content)
    told = [json.loads(script.text or "") for script in page.findall(DATA)]
    trails = [each["itemListElement"] for each in told if each["@type"] == "BreadcrumbList"]
    if not trails:
        return []
    (items,) = trails
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert {item["@type"] for item in items} == {"ListItem"}
    return [(item["name"], item["item"].removeprefix("http://testserver")) for item in items]


def test_lists_say_what_they_are_part_of(client: Client) -> None:
    factories.long_story(1)

    found = {
        address: trail(client, address)
        for address in ("/news/2017/02/25/", "/news/2017/02/", "/topics/border/", "/about/ethics/")
    }

    assert [name for name, _ in found["/news/2017/02/25/"]] == [
        *("Latest", "2017", "February 2017", "25 February 2017")
    ]
    assert [name for name, _ in found["/news/2017/02/"]] == ["Latest", "2017", "February 2017"]
    assert [name for name, _ in found["/topics/border/"]] == ["Topics", "Border"]
    assert [name for name, _ in found["/about/ethics/"]] == ["About us", "Ethics"]
    for address, told in found.items():
        assert told[-1][1].endswith(address)


def test_every_step_of_the_way_is_a_page(client: Client) -> None:
    story = factories.long_story(1)
    places = ("/news/2017/02/25/", "/sources/agency/2017/", f"{story.get_absolute_url()}changes/")

    steps = {address for place in places for _, address in trail(client, place)}

    paths = {f"/{address.split('/', 3)[3]}" for address in steps}
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


@pytest.mark.parametrize("address", ["/", "/topics/", "/about/", "/search/", "/nowhere/"])
def test_a_page_that_stands_by_itself_says_nothing(client: Client, address: str) -> None:
    assert trail(client, address) == []


def test_no_headline_ends_the_data(client: Client) -> None:
    story = factories.story("</script><b>&")

    told = trail(client, f"{story.get_absolute_url()}changes/")

    assert told[0][0] == "</script><b>&"
