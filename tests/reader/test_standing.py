"""Pages about the newsroom: as they begin, changed, taken back, with every wording public."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client
from pytest_django import Settings

from incidents.actions.house import notice
from incidents.actions.house.notice import StaleWording, Wording
from incidents.actions.redactions import redact
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import NotAllowed, NoteNeeded, NothingWritten, WrongValue
from incidents.formats import every
from incidents.models import Editor, Event, Purge, SitePage
from incidents.models.newsroom.standing import FIRST
from incidents.text.sanitise import body
from tests import factories
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


def chief() -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF)


def ethics(said: str = "<p>We name our sources.</p>", **more: object) -> Wording:
    values: dict[str, object] = {"title": "Ethics", "body": said, "note": "Said better."}
    return Wording(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", FIRST, ids=lambda text: text.slug)
def test_a_page_stands_before_anybody_wrote_it(client: Client, text: object) -> None:
    slug = getattr(text, "slug")  # noqa: B009
    address = "/about/" if slug == "about" else f"/about/{slug}/"

    response = client.get(address)

    assert response.status_code == 200
    assert not SitePage.objects.exists()
    said = elements(page_of(response.content), "//div[@class='standing-text']")
    assert len(words(said[0])) > 400
    for format_ in every():
        found = client.get(f"{address.rstrip('/')}.{format_.suffix}")
        assert found.status_code == 200, format_.suffix


def test_what_a_page_begins_with_is_as_the_editor_would_write_it() -> None:
    for text in FIRST:
        said = text.told("https://news.example")
        assert body(body(said)) == body(said)
        assert "<br>" not in body(said)
        assert body(said).count("<a ") == said.count("<a ")


def test_every_page_links_to_the_pages_about_us(client: Client) -> None:
    notice.change_page("ethics", ethics(in_footer=False), by=None, base=1)
    notice.new_page(Wording("Who pays us", "<p>You do.</p>", order=2), by=None)

    links = strings(page_of(client.get("/topics/").content), "//footer//a/@href")

    assert [link for link in links if link.startswith("/about")] == [
        "/about/",
        "/about/who-pays-us/",
        "/about/corrections-policy/",
    ]


def test_a_change_keeps_the_wording_before_and_shows_the_difference(client: Client) -> None:
    notice.change_page("ethics", ethics(), by=chief(), base=1)
    notice.change_page("ethics", ethics("<p>We name all sources.</p>"), by=None, base=2)

    assert "We name all sources." in client.get("/about/ethics/").content.decode()
    history = page_of(client.get("/about/changes/").content)
    assert strings(history, "//ol//a/@href") == [
        f"/about/changes/ethics/{number}/" for number in (3, 2, 1)
    ]
    page = page_of(client.get("/about/changes/ethics/3/").content)
    assert [words(each) for each in elements(page, "//del")] == ["our"]
    assert [words(each) for each in elements(page, "//ins")] == ["all"]
    assert "Said better." in words(elements(page, "//header")[1])
    first = client.get("/about/changes/ethics/1/")
    assert "We publish what we have reason to believe" in first.content.decode()
    assert first["X-Robots-Tag"] == "noindex"
    for format_ in every():
        for address in ("/about/changes", "/about/changes/ethics/2"):
            assert client.get(f"{address}.{format_.suffix}").status_code == 200


def test_a_page_taken_back_says_so_and_its_text_is_left_in_the_history_alone(
    client: Client,
) -> None:
    notice.change_page("ethics", ethics(), by=None, base=1)
    notice.change_page("ethics", ethics(withdrawn=True, note="A new one comes."), by=None, base=2)

    response = client.get("/about/ethics/")

    assert response.status_code == 410
    assert b"A new one comes." in response.content
    for format_ in every():
        assert b"We name" not in client.get(f"/about/ethics.{format_.suffix}").content
    assert b"/about/ethics/" not in client.get("/").content
    assert b"We name our sources." in client.get("/about/changes/ethics/2/").content


def test_what_may_not_be_done_to_a_page_is_refused() -> None:
    writer = factories.editor()
    with pytest.raises(NotAllowed):
        notice.change_page("ethics", ethics(), by=writer, base=1)
    with pytest.raises(NoteNeeded):
        notice.change_page("ethics", ethics(note=""), by=None, base=1)
    with pytest.raises(NothingWritten):
        notice.change_page("ethics", ethics("<p> </p>"), by=None, base=1)
    with pytest.raises(WrongValue):
        notice.change_page("nothing", ethics(), by=None, base=1)
    for title in ("Ethics", "Changes", "New"):
        with pytest.raises(WrongValue):
            notice.new_page(ethics(title=title), by=None)
    assert not SitePage.objects.exists()


def test_a_stale_change_is_refused_and_one_that_changes_nothing_leaves_nothing() -> None:
    notice.change_page("ethics", ethics(), by=None, base=1)

    with pytest.raises(StaleWording):
        notice.change_page("ethics", ethics("<p>Other.</p>"), by=None, base=1)
    made = notice.change_page("ethics", ethics(order=0, note=""), by=None, base=2)

    assert made is None
    assert SitePage.objects.count() == 2
    assert Event.objects.filter(verb="site_page.changed").count() == 1


def test_the_pages_that_everybody_begins_with_are_written_once() -> None:
    notice.establish()
    notice.establish()

    assert SitePage.objects.count() == len(FIRST)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents_sitepage SET number = 9",
        "UPDATE incidents_sitepage SET withdrawn = true",
        "UPDATE incidents_sitepage SET at = at - interval '1 day'",
        "DELETE FROM incidents_sitepage",
    ],
)
def test_the_database_lets_nobody_rewrite_a_wording(statement: str) -> None:
    notice.establish()

    refused = pytest.raises((InternalError, IntegrityError))
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_wording_cannot_leave_out_a_number() -> None:
    notice.establish()
    row = SitePage.objects.get(slug="about")

    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        SitePage.objects.create(slug="about", number=3, title="About", body="<p>A</p>", at=row.at)


@pytest.mark.parametrize(
    ("change", "forgotten"),
    [
        ({"body": "<p>We name all our sources.</p>"}, False),
        ({"title": "Our rules"}, True),
        ({"order": 9}, True),
        ({"in_footer": False}, True),
        ({"withdrawn": True}, True),
    ],
    ids=str,
)
def test_frozen_pages_are_forgotten_where_their_foot_changes(
    settings: Settings, change: dict[str, object], forgotten: bool
) -> None:
    notice.change_page("ethics", ethics(), by=None, base=1)
    settings.CACHE_PURGE_URL = "http://cache.example/purge"

    notice.change_page("ethics", ethics(**change), by=None, base=2)  # type: ignore[arg-type]

    assert [purge.tags for purge in Purge.objects.all()] == [
        ["front", "frozen"] if forgotten else ["front"]
    ]


def test_a_redaction_masks_words_in_every_wording_and_says_so(
    client: Client, settings: Settings
) -> None:
    notice.change_page("ethics", ethics("<p>Ask Jane Doe.</p>"), by=None, base=1)
    notice.change_page("ethics", ethics("<p>Ask anybody.</p>"), by=None, base=2)
    settings.CACHE_PURGE_URL = "http://cache.example/purge"

    removal = Removal(Terms(["Jane Doe"]))
    redact.redact(removal, category="privacy", note="Private.", by=chief())

    assert not SitePage.objects.filter(body__contains="Jane").exists()
    wording = client.get("/about/changes/ethics/2/").content
    assert b"Jane" not in wording
    assert b"taken out" in wording
    assert ["front", "frozen"] in [purge.tags for purge in Purge.objects.all()]


def test_what_is_no_page_about_us_is_not_found(client: Client) -> None:
    wrong = (
        "/about/nothing/",
        "/about/about/",
        "/about/changes/ethics/1/",
        "/about/changes/?before=x",
    )
    assert {client.get(address).status_code for address in wrong} == {404}
