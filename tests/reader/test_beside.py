"""What stands beside a story: readers' comments and an appeal, each outside of its versions."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.house import campaigns
from incidents.actions.house.campaigns import CampaignText, Channel
from incidents.actions.readers import bans, commenting, comments
from incidents.actions.readers.comments import Words
from incidents.actions.stories import lifecycle
from incidents.models import Campaign, Comment, Event, Incident
from incidents.record.beside import comments as shown
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "secret-ani@mail.example"
FORMATS = ("json", "xml", "md")


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode("moderated", by=None)
    return factories.story()


def commented(story: Incident, text: str = "I was there.", state: str = "approved") -> Comment:
    words = Words("Ani", EMAIL, text)
    row = comments.send(story, words, senders=(text, "-"), network="range")
    if state != "waiting":
        comments.decide([row.pk], state, by=None)
    return row


def appeal(**given: object) -> Campaign:
    values: dict[str, object] = {
        "title": "Through the winter",
        "goal": 12000,
        "donate_url": "https://give.example/winter",
        "appeal": "Do you like this?",
        "channels": [Channel("Bitcoin", "bc1qexample")],
    }
    row = campaigns.create(CampaignText(**(values | given)), by=None)  # type: ignore[arg-type]
    return campaigns.note_amount(row, 8450, by=None)


def page(story: Incident, below: str = "") -> str:
    return Client().get(f"/news/{story.path}/{below}").text


def test_only_approved_comments_show_in_their_order(story: Incident) -> None:
    for text, state in (("One", "approved"), ("Two", "waiting"), ("Three", "spam")):
        commented(story, text, state)
    commented(story, "Four")

    read = page(story, "comments/")

    assert read.index("One") < read.index("Four")
    assert "Two" not in read
    assert "Three" not in read
    assert "2 comments" in page(story)


def test_a_page_of_comments_has_every_format_with_names_words_and_times_alone(
    story: Incident,
) -> None:
    row = commented(story)

    told = json.loads(Client().get(f"/news/{story.path}/comments.json").text)
    others = [Client().get(f"/news/{story.path}/comments.{suffix}").text for suffix in FORMATS]

    assert set(told["comments"][0]) == {"url", "name", "at", "time", "text"}
    assert told["comment_count"] == 1
    assert told["comments"][0]["url"].endswith(f"/comments/#comment-{row.pk}")
    assert all("I was there." in other for other in others)


def test_the_address_of_who_commented_leaves_the_desk_nowhere(
    story: Incident, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    row = commented(story)
    commented(story, "Waiting", "waiting")
    bans.ban(row, kind="email", days=7, by=None)
    archive = StringIO()
    call_command("export_incidents", "-", stdout=archive)

    outlets = dict(_outlets(story, client))

    assert len(outlets) > 20
    for name, said in (*outlets.items(), ("archive", archive.getvalue()), ("log", caplog.text)):
        assert EMAIL not in said, name
        assert "secret-ani" not in said, name
    assert EMAIL not in str(list(Event.objects.values()))
    assert EMAIL not in repr(Words("Ani", EMAIL, "x")) + str(row) + repr(row)


def _outlets(story: Incident, client: Client) -> Iterator[tuple[str, str]]:
    below = ("", "comments/", "changes/", "changes/1/", "changes/1/proof/", "provenance/")
    files = ("", "/comments", "/changes", "/changes/1")
    addresses = [f"/news/{story.path}/{part}" for part in below]
    addresses += [f"/news/{story.path}{part}.{suffix}" for part in files for suffix in FORMATS]
    addresses += ["/", "/changes/", "/corrections/", f"/news/{story.path}/changes/after/0"]
    addresses += ["/api/v1/incidents/", "/api/v1/changes/", f"/api/v1/incidents/{story.key}/"]
    for row in Comment.objects.all():
        addresses += [f"/comment/{row.key}/", f"/comment/{row.key}/sent/"]
    for address in addresses:
        yield address, client.get(address, follow=True).text


def test_a_comment_changes_its_page_and_no_version(story: Incident) -> None:
    frozen = f"/news/{story.path}/changes/1/"
    listed = f"/news/{story.path}/comments/"
    before = {at: Client().get(at)["ETag"] for at in (frozen, listed, f"/news/{story.path}.json")}

    row = commented(story)
    with_it = Client().get(listed)
    again = Client().get(listed, headers={"If-None-Match": with_it["ETag"]})
    comments.withdraw(row)
    after = {at: Client().get(at)["ETag"] for at in before}

    assert again.status_code == 304
    assert with_it["ETag"] != before[listed]
    assert after == before


def test_public_pages_of_comments_set_no_cookie_and_are_kept(story: Incident) -> None:
    answer = Client().get(f"/news/{story.path}/comments/")

    assert not answer.cookies
    assert answer["Cache-Control"].startswith("public, max-age=5")
    assert "csrf" not in answer.text


def test_a_cache_that_can_be_told_finds_the_tag_on_the_page(
    story: Incident, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = "https://cache.example/"

    for at in (f"/news/{story.path}/comments/", f"/news/{story.path}/", "/"):
        assert Client().get(at)["Cache-Tag"] == "live"


def test_comments_come_fifty_a_page(story: Incident, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "ON_PAGE", 2)
    for number in range(5):
        commented(story, f"Comment {number}")

    last = page(story, "comments/?page=3")
    first = Client().get(f"/news/{story.path}/comments/?page=1")

    assert "Comment 4" in last
    assert "Comment 3" not in last
    assert "?page=2" in last
    assert first["Location"] == f"/news/{story.path}/comments/"


@pytest.mark.parametrize("asked", ["0", "2", "01", "-1", "x", "", "9" * 7, "\u0661"])
def test_pages_that_are_not_there(story: Incident, asked: str) -> None:
    address = f"/news/{story.path}/comments/"

    assert Client().get(address, {"page": asked}).status_code == 404


def test_comments_that_are_off_show_nowhere_and_come_back(story: Incident) -> None:
    commented(story)
    commenting.set_comment_mode("off", by=None)

    gone = Client().get(f"/news/{story.path}/comments/")
    line = page(story)
    commenting.set_comment_mode_of(story, "moderated", by=None)

    assert gone.status_code == 404
    assert "1 comment" not in line
    assert "I was there." in page(story, "comments/")


def test_an_old_story_keeps_its_comments_and_takes_no_more(story: Incident) -> None:
    commented(story)
    Incident.objects.update(version_at=timezone.now() - timedelta(days=15))

    read = page(story, "comments/")

    assert "I was there." in read
    assert "No more comments are taken." in read
    assert "<form" not in read.partition("<main")[2]


def test_a_retracted_story_takes_its_comments_along(story: Incident) -> None:
    commented(story)
    lifecycle.retract(story, by=None, note="There was no border.")

    answer = Client().get(f"/news/{story.path}/comments/")

    assert answer.status_code == 410
    assert "There was no border." in answer.text
    assert "I was there." not in answer.text
    assert "comments/" not in page(story)


def test_the_meter_stands_below_stories_and_in_no_version_and_no_other_format() -> None:
    story = factories.story()
    places = (f"/news/{story.path}/changes/1/", f"/news/{story.path}/updates/1/")
    files = [f"/news/{story.path}.{suffix}" for suffix in FORMATS]
    factories.update(story)
    before = [Client().get(at)["ETag"] for at in (*places, *files)]

    appeal(everywhere=True)
    read = page(story)

    assert "<strong>8,450 of 12,000\N{NO-BREAK SPACE}EUR raised</strong>" in read
    assert "https://give.example/winter" in read
    assert "Do you like this?" in read
    assert "bc1qexample" in read
    assert read.index("</article>") < read.index('class="campaign"')
    assert before == [Client().get(at)["ETag"] for at in (*places, *files)]


def test_the_page_changes_with_the_amount(story: Incident) -> None:
    row = appeal(everywhere=True, on_front=True)
    addresses = (f"/news/{story.path}/", "/")
    before = [Client().get(at)["ETag"] for at in addresses]

    campaigns.note_amount(row, 8500, by=None)

    after = [Client().get(at)["ETag"] for at in addresses]
    assert all(old != new for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"everywhere": True, "active": False},
        {"everywhere": True, "starts_at": timezone.now() + timedelta(hours=1)},
        {
            "everywhere": True,
            "starts_at": timezone.now() - timedelta(hours=2),
            "ends_at": timezone.now() - timedelta(hours=1),
        },
    ],
)
def test_an_appeal_that_does_not_run_here_is_not_shown(
    story: Incident, given: dict[str, object]
) -> None:
    appeal(**given, on_front="starts_at" in given)

    assert "Through the winter" not in page(story)
    assert "Through the winter" not in Client().get("/").text


def test_an_appeal_chosen_for_a_story_goes_before_one_for_all(story: Incident) -> None:
    appeal(title="For this story", stories=[story])
    appeal(title="For everything", everywhere=True)
    other = factories.story("Another")

    assert "For this story" in page(story)
    assert "For everything" not in page(story)
    assert "For everything" in page(other)


def test_a_retracted_story_asks_for_nothing(story: Incident) -> None:
    appeal(everywhere=True)
    lifecycle.retract(story, by=None, note="Wrong.")

    assert "Through the winter" not in page(story)
