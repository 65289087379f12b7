"""Every word of the pages for readers is marked for translation, but for what a ledger froze."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import Once
from tests.reader.languages import greek, pseudo
from tests.reader.languages.greek import Newsroom

pytestmark = pytest.mark.django_db

FROZEN = (
    *("//section[@class='update']", "//section[@class='update retracted']"),
    *("//section[@class='lead']", "//section[@class='summary']", "//section[@class='key-events']"),
    *("//ol[@class='source-list']/li", "//*[contains(@class, 'story--frozen')]"),
    *("//p[@class='credits']", "//*[contains(@class, 'comparison-prose')]"),
)
"""What belongs to a version: it stays in the language in which it was written."""

CONTENT = (
    *("//p[@class='notice']", "//a[@hreflang]", "//span[@class='proof-key']"),
    "//nav[@aria-labelledby='colophon-newsroom']//li[position() < last()]",
)
"""What the newsroom wrote elsewhere: its notice, its own pages; languages by their own names."""

SUMMED_UP = ("//*[@class='comparison-sentence']", "//*[@class='frozen-banner-since']")
"""The sentences that sum up a difference: made by rules of English, and not marked yet."""


@pytest.fixture(scope="module")
def made(once: Once) -> Newsroom:
    return once(greek.newsroom)


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/news/2017/", "/news/2017/02/", "/news/2017/02/25/", "/topics/", "{topic}"),
        *("{story}", "{story}updates/1/", "{story}updates/3/", "{translated}", "{retracted}"),
        *("{story}changes/", "{story}changes/3/", "{story}changes/3/proof/"),
        *("{story}changes/2..9/", "{story}provenance/", "{story}comments/"),
        "/report/?story={story}&piece=lead&version=1",
        *("/changes/", "/corrections/", "/accountability/", "/transparency/", "/nowhere/"),
    ],
)
def test_no_word_is_left_unmarked(
    client: Client,
    made: Newsroom,
    address: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.SITE_NAME = "Εφημερίδα"
    pseudo.spoken(monkeypatch)
    places = {name: getattr(made, name) for name in Newsroom.__slots__}

    page = client.get(address.format(**places)).content.decode()

    assert pseudo.OPEN in page
    assert pseudo.unmarked(page, *FROZEN, *CONTENT, *SUMMED_UP) == []


def test_a_word_that_nobody_marked_is_found() -> None:
    page = "<p>Ελληνικά 〚Marked 〚words〛 here〛 and <b>not</b> these</p><p title='Nor this'></p>"

    assert pseudo.unmarked(page) == ["Nor this", "Ελληνικά and not these"]
