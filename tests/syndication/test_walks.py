"""Walks through lists that stay as they are meet every row once."""

import pytest
from django.test import Client

from tests import factories
from tests.conftest import Once
from tests.syndication.asking import ids, walk

pytestmark = pytest.mark.django_db

NOUNS = ("incidents", "updates", "versions", "changes", "sources", "topics")


@pytest.fixture(scope="module", autouse=True)
def stories(once: Once) -> None:
    """Ten, and of every noun more than a page holds."""
    once(several)


def several() -> None:
    for number in range(5):
        factories.long_story(2, f"Story {number}")
        factories.story(f"Story with topic {number}", topics=[factories.topic(f"Topic {number}")])


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("noun", NOUNS)
def test_a_walk_meets_every_row_once(client: Client, noun: str, order: str) -> None:
    whole = client.get(f"/api/v1/{noun}/?page_size=100&order={order}").json()["results"]

    walked = walk(client, f"{noun}/?page_size=3&order={order}")

    assert walked == whole
    assert len(set(map(str, ids(walked)))) == len(walked) >= 5
