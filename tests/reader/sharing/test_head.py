"""What the head of a page tells those who show links to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import editing, lifecycle, translating, updates
from incidents.models import Incident
from incidents.reader.templatetags.sharing import own_name
from newsroom.static_files.own import Kept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    return factories.story()


def head(client: Client, address: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What its meta elements say by name, and its data."""
    page = html.fromstring(client.get(address).content)
    metas = {
        str(meta.get("property") or meta.get("name")): str(meta.get("content"))
        for meta in page.iterfind("./head/meta")
    }
    scripts = page.findall("./head/script[@type='application/ld+json']")
    told = [json.loads(script.text or "") for script in scripts]
    (data,) = [each for each in told if each["@type"] != "BreadcrumbList"]
    return metas, data


def test_a_story_tells_title_description_address_picture_and_times(
    client: Client, story: Incident
) -> None:
    address = story.get_absolute_url()

    told, _ = head(client, address)

    assert told["og:title"] == story.headline
    assert (
        told["og:description"] == told["description"] == ("Two villages report shots in the night.")
    )
    assert told["og:url"].endswith(address)
    assert told["og:image"] == f"{told['og:url']}card.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert story.headline in told["og:image:alt"]
    assert told["og:type"] == "article"
    assert told["og:locale"] == "en"
    assert told["twitter:card"] == "summary_large_image"
    assert told["article:published_time"].endswith("Z")
    assert told["article:modified_time"] >= told["article:published_time"]


def test_an_update_tells_its_number_its_time_and_its_own_words(
    client: Client, story: Incident
) -> None:
    factories.update(story, headline="Two named", at=factories.MORNING)

    told, data = head(client, f"{story.get_absolute_url()}updates/1/")

    assert told["og:title"] == "Update 1 - 0900 CET: Two named"
    assert told["og:description"] == "The ministry confirms it."
    assert told["og:image"].endswith("/updates/1/card.png")
    assert told["article:published_time"] == "2017-02-25T08:00:00Z"
    assert data["@type"] == "BlogPosting"


def test_a_story_with_updates_is_a_live_blog_for_machines(client: Client, story: Incident) -> None:
    address = story.get_absolute_url()
    assert head(client, address)[1]["@type"] == "NewsArticle"
    factories.update(story, at=factories.MORNING)

    _, data = head(client, address)

    assert data["@type"] == "LiveBlogPosting"
    assert "coverageStartTime" in data
    assert "coverageEndTime" not in data
    posting = data["liveBlogUpdate"][0]
    assert posting["headline"] == f"Update 1 - 0900 CET: {story.headline}"
    assert posting["url"].endswith(f"{address}updates/1/")
    lifecycle.end(story, by=None)
    assert "coverageEndTime" in head(client, address)[1]


def test_machines_are_told_what_was_put_right(client: Client, story: Incident) -> None:
    update = factories.update(story, "<p>Seven men were hurt.</p>")
    updates.edit(
        update,
        UpdateText(body="<p>Nine men were hurt.</p>"),
        by=None,
        kind="correction",
        note="Two more were found.",
        particulars=Particulars(confirmed=True),
    )

    _, data = head(client, f"{story.get_absolute_url()}updates/1/")

    (correction,) = data["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"]


REQUIRED = {"@type", "headline", "url", "datePublished", "dateModified", "articleBody"}
OF_A_STORY = {"image", "author", "publisher", "inLanguage", "mainEntityOfPage", "description"}


def test_the_data_of_a_live_blog_has_all_that_such_data_has_to_have(
    client: Client, settings: Settings
) -> None:
    settings.SITE_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    long = factories.long_story(2)
    factories.update(long, f"<p>{'Words of a report. ' * 90}</p>", authors="Jane Doe")

    _, data = head(client, long.get_absolute_url())

    assert data["@type"] == "LiveBlogPosting"
    assert {*REQUIRED, *OF_A_STORY, "coverageStartTime"} <= data.keys()
    assert all(value for value in data.values())
    assert data["license"] == settings.SITE_LICENCE_URL
    assert {thing["name"] for thing in data["about"]} == {"Border", "Ministry"}
    newest, *others = data["liveBlogUpdate"]
    assert data["coverageStartTime"] <= min(posting["datePublished"] for posting in others)
    assert all(posting.keys() >= REQUIRED for posting in data["liveBlogUpdate"])
    assert newest["author"] == [{"@type": "Person", "name": "Jane Doe"}]
    assert 900 < len(newest["articleBody"]) <= 1000
    assert [posting["articleBody"] for posting in others] == [
        *("Report number 2 from the border.", "Report number 1 from the border.")
    ]


def test_the_data_names_the_logo_where_there_is_one(
    client: Client, settings: Settings, story: Incident, tmp_path: Path
) -> None:
    settings.SITE_LOGO = Kept(tmp_path, "img/site-logo.svg", 240, 60)

    _, data = head(client, story.get_absolute_url())

    logo = data["publisher"]["logo"]
    assert logo["url"].endswith("/static/img/site-logo.svg")
    assert logo["url"].startswith("http")
    assert (logo["width"], logo["height"]) == (240, 60)


def test_a_content_warning_stands_instead_of_the_words(client: Client, story: Incident) -> None:
    factories.update(story, "<p>Gory words.</p>", headline="Gory", warning="Graphic detail")

    response = client.get(f"{story.get_absolute_url()}updates/1/").content.decode()
    shown, _ = head(client, f"{story.get_absolute_url()}updates/1/")

    assert shown["og:description"] == "Content warning: Graphic detail"
    assert "Gory" not in response.partition("</head>")[0].partition("og:type")[2]


def test_what_is_withdrawn_tells_that_alone(client: Client, story: Incident) -> None:
    update = factories.update(story, "<p>Two are dead.</p>", headline="Two dead")
    updates.retract(update, by=None, note="The ministry was wrong.")

    told, data = head(client, f"{story.get_absolute_url()}updates/1/")

    assert told["og:description"] == "We have withdrawn this update. The ministry was wrong."
    assert "dead" not in json.dumps([told, data])
    assert data["creativeWorkStatus"] == "Retracted"

    lifecycle.retract(story, by=None, note="All of it was wrong.")
    told, data = head(client, story.get_absolute_url())

    assert told["og:description"] == "We have withdrawn this story. All of it was wrong."
    assert told["og:title"].startswith("Withdrawn: ")
    assert "villages" not in json.dumps([told, data])


def test_no_words_of_ours_end_the_data(client: Client, story: Incident) -> None:
    nasty = "</script><script>alert(1)</script> & <!-- quotes \" and '"
    editing.edit(story, StoryEdit(headline=nasty), by=None, note="Nasty.")

    told, data = head(client, story.get_absolute_url())

    assert data["headline"] == nasty
    assert told["og:title"] == nasty


def test_the_data_of_a_long_story_stays_short(client: Client) -> None:
    story = factories.long_story(60)

    _, data = head(client, story.get_absolute_url())

    assert len(data["liveBlogUpdate"]) == 20


def test_a_translation_is_linked_from_head_and_page_of_both(
    client: Client, story: Incident
) -> None:
    german = factories.story("Schüsse an der Grenze", language="de")
    translating.set_original(german, story, by=None, note="Translated.")

    for one, other, name in ((story, german, "Deutsch"), (german, story, "English")):
        page = html.fromstring(client.get(one.get_absolute_url()).content)
        alternates = {
            link.get("hreflang"): link.get("href", "") for link in page.iterfind(".//link")
        }
        assert alternates["en"].endswith(story.get_absolute_url())
        assert alternates["de"].endswith(german.get_absolute_url())
        (link,) = page.findall(".//p[@class='translations']/a")
        assert (link.text, link.get("href")) == (name, other.get_absolute_url())
        assert link.get("lang") == link.get("hreflang") == other.language


def test_an_unknown_language_is_named_by_its_tag() -> None:
    assert [own_name(tag) for tag in ("hy", "pt-BR", "xx-klingon")] == [
        *("Հայերեն", "Português Brasileiro", "xx-klingon")
    ]
