"""The search page: what readers type, choose and get."""

import json
from datetime import timedelta
from threading import BoundedSemaphore
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.actions.finding import follow
from incidents.actions.house import topics
from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, lifecycle
from incidents.reader.views import search as view
from incidents.record.finding import matching
from tests import factories

pytestmark = pytest.mark.django_db


def said(client: Client, **asked: str) -> str:
    """The page of a search, as HTML."""
    follow()
    return client.get("/search/", asked).content.decode()


def test_the_page_names_what_it_found_marks_it_and_escapes_everything(client: Client) -> None:
    story = factories.story("Bridge <b>closed</b> & guarded", lead="<p>Water rises.</p>")
    factories.update(story, "<p>The bridge is <em>shut</em> &amp; guarded.</p>")
    follow()

    answer = client.get("/search/", {"q": "guarded"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bridge &lt;b&gt;closed&lt;/b&gt; &amp; <mark>guarded</mark>" in page
    assert "The bridge is shut &amp; <mark>guarded</mark>." in page
    assert f'href="/news/{story.path}/updates/1/"' in page
    assert "in Update 1 - " in page
    assert ">1 story</h2>" in page


def test_each_hit_says_what_it_is_and_nothing_of_another(client: Client) -> None:
    live = factories.story("Bridge 100 %s", lead="<p>A bridge at 5 %.</p>")
    editing.edit(live, StoryEdit(topic_line="<Roads>"), by=None, note="A line.")
    over = factories.story("Bridge over", lead="<p>The bridge fell.</p>")
    lifecycle.end(over, by=None)
    factories.update(over, "<p>The bridge is red.</p>", warning="Blood & more")
    old = factories.story("Bridge of old", lead="<p>A bridge.</p>", language="ar")
    fixed = StoryEdit(lead="<p>An old bridge.</p>")
    editing.edit(old, fixed, by=None, kind="correction", note="It was old.")

    page = said(client, q="bridge")

    hits = {
        name: next(hit for hit in page.split("<article")[1:] if f"</mark> {name}</a>" in hit)
        for name in ("100 %s", "over", "of old")
    }
    assert "A <mark>bridge</mark> at 5 %." in hits["100 %s"]
    assert "&lt;Roads&gt;" in hits["100 %s"]
    assert [name for name, hit in hits.items() if "badge--live" in hit] == ["100 %s", "of old"]
    assert [name for name, hit in hits.items() if "topic-line" in hit] == ["100 %s"]
    assert [name for name, hit in hits.items() if "Corrected" in hit] == ["of old"]
    assert [name for name, hit in hits.items() if "in Update 1" in hit] == ["over"]
    assert "Content warning: Blood &amp; more</p>" in hits["over"]
    assert " red" not in hits["over"]
    assert 'lang="ar" dir="rtl"' in hits["of old"]


def test_what_is_typed_stands_on_the_page_as_text(client: Client) -> None:
    page = said(client, q='"><script>alert(1)</script>')

    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_it_is_kept_for_seconds_and_never_indexed(client: Client) -> None:
    factories.story("Bridge")
    follow()

    answer = client.get("/search/", {"q": "bridge"})
    again = client.get("/search/", {"q": "bridge"}, HTTP_IF_NONE_MATCH=answer["ETag"])

    assert answer["Cache-Control"] == "public, max-age=5"
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert again.status_code == 304


def test_without_words_the_page_helps_to_ask(client: Client) -> None:
    page = said(client)

    assert "How to ask" in page
    assert "Nothing found" not in page
    assert 'role="search"' in page


def test_where_nothing_is_found_it_leads_on(client: Client) -> None:
    factories.story("Bridge", topics=topics.named(["Border"], by=None))

    page = said(client, q="bridge zeppelin", kind="ended", topic="border")

    assert "Nothing found" in page
    assert "at stories of every kind" in page
    assert "for stories that hold any of these words" in page
    assert "q=bridge+or+zeppelin" in page
    assert "How to ask" in page


def test_filters_stand_in_the_form_and_chosen_names_can_be_taken_away(client: Client) -> None:
    factories.story("Bridge", topics=topics.named(["Border", "Ministry"], by=None))
    factories.story("Bridge", topics=topics.named(["Border"], by=None))

    page = said(client, q="bridge", topic="border", kind="live", **{"from": "2017-01-01"})

    assert '<input id="search-from" type="date" name="from" value="2017-01-01">' in page
    assert '<option value="live" selected>' in page
    assert '<input type="hidden" name="topic" value="border">' in page
    assert "<span>Border</span>" in page
    assert 'href="/search/?q=bridge&amp;from=2017-01-01&amp;kind=live"' in page


def test_pages_follow_each_other(client: Client) -> None:
    for number in range(25):
        factories.story(f"Bridge {number}")
    follow()

    first = client.get("/search.json", {"q": "bridge"}).json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000"))

    page = second.content.decode()
    assert first["count"] == 25
    assert "21 to 25" in page
    assert "Previous stories" in page
    assert page.count('class="search-hit"') == 5


def test_what_is_offered_says_among_how_many_stories_it_was_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        topic = topics.named([f"Topic {number}"], by=None)
        factories.story(f"Bridge {number}", topics=topic)
    all_of_them = said(client, q="bridge")
    monkeypatch.setattr(view, "LOOKED_AT", 3)
    monkeypatch.setattr("incidents.record.finding.narrowing.LOOKED_AT", 3)

    first_ones = said(client, q="bridge")

    assert all_of_them.count("<span>Topic ") == 4
    assert "Counted among" not in all_of_them
    assert first_ones.count("<span>Topic ") == 3
    assert "Counted among the first 3 stories." in first_ones


def test_very_many_are_counted_honestly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST", 3)
    monkeypatch.setattr("incidents.record.finding.searching.MOST", 3)
    for number in range(5):
        factories.story(f"Bridge {number}")

    page = said(client, q="bridge")

    assert "More than 3 stories" in page
    assert "Older stories fit as well." in page
    assert page.count('class="search-hit"') == 3


def test_a_search_in_a_stretch_says_so_and_leads_further_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in range(8):
        day = factories.FEBRUARY + timedelta(days=31 * month)
        factories.story("Bridge", lead="<p>A bridge stands.</p>", date=day)
    monkeypatch.setattr(matching, "_looked_at", lambda _wording: 2)
    monkeypatch.setattr(matching, "DEAREST", 1)

    found = said(client, q='"bridge stands"')
    nothing = said(client, q='"stands bridge"')

    link = "/search/?q=%22{}%22&amp;to=2017-08-01"
    assert found.count('class="search-hit"') == 2
    assert "Looked through reports since 1 August 2017" in found
    assert link.format("bridge+stands") in found
    assert "Among these no story that is public now holds" in nothing
    assert link.format("stands+bridge") in nothing
    assert "Look further back" not in said(client, q="bridge stands")


@pytest.mark.parametrize(
    "asked",
    [
        *({"order": "upwards"}, {"kind": "secret"}, {"from": "yesterday"}, {"to": "2017-13-01"}),
        *({"topic": "a/b"}, {"topic": "\0"}, {"source": "x" * 300}, {"language": "../en"}),
        *({"after": "1;2"}, {"after": "\0"}, {"after": "9" * 500}),
    ],
)
def test_a_filter_that_is_none_is_refused_with_the_way_on(
    client: Client, asked: dict[str, str]
) -> None:
    answer = client.get("/search/", {"q": "bridge", **asked})

    assert answer.status_code == 400
    assert "One of the filters cannot be used" in answer.content.decode()


def test_what_must_not_be_there_alone_is_no_search(client: Client) -> None:
    assert "Say also what to look for" in said(client, q="-bridge")


def test_a_very_long_search_is_shortened_and_that_is_said(client: Client) -> None:
    assert "only its beginning was looked for" in said(client, q="bridge " * 200)


def test_where_too_many_search_at_once_it_says_when_to_try_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = BoundedSemaphore(1)
    turns.acquire()
    monkeypatch.setattr(view, "_TURNS", turns)
    monkeypatch.setattr(view, "PATIENCE", 0.01)

    answer = client.get("/search/", {"q": "bridge"})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer["Cache-Control"] == "no-store"
    assert "Too many people are searching just now" in answer.content.decode()


def test_a_turn_is_given_back_whatever_happens(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = BoundedSemaphore(1)
    monkeypatch.setattr(view, "_TURNS", turns)
    monkeypatch.setattr(view, "found", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        client.get("/search/", {"q": "bridge"})

    assert turns.acquire(blocking=False)


def test_it_says_where_the_search_is_behind(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidents.record.finding.lag.PATIENCE", 0)
    story = factories.story("Bridge")
    follow()
    factories.update(story)

    page = client.get("/search/", {"q": "bridge"}).content.decode()

    assert "Complete up to " in page


def test_programs_get_the_same_under_plain_names(client: Client) -> None:
    story = factories.story("Bridge & <river>", lead="<p>The bridge holds.</p>")
    follow()

    answer = client.get("/search.json", {"q": "bridge"})

    page = json.loads(answer.content)
    assert answer["X-Robots-Tag"] == "noindex"
    assert page["type"] == "search"
    assert page["url"].endswith("/search/?q=bridge")
    assert page["hits"][0]["title_html"] == "<mark>Bridge</mark> &amp; &lt;river&gt;"
    assert page["hits"][0]["url"].endswith(f"/news/{story.path}/")
    assert client.get("/search.md", {"q": "bridge"}).status_code == 200
    assert client.get("/search.xml", {"q": "bridge"}).status_code == 200
    assert client.get("/search.html", {"q": "bridge"})["Location"] == "/search/?q=bridge"


def test_browsers_are_told_how_to_search_here(client: Client) -> None:
    answer = client.get("/search/description.xml")

    root = ET.fromstring(answer.content)
    addresses = [each.get("template") for each in root if each.tag.endswith("Url")]
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert addresses[0] == "http://127.0.0.1:8000/search/?q={searchTerms}"


def test_a_page_of_hits_takes_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        topic = topics.named(["Border", f"Topic {number}"], by=None)
        factories.update(factories.story(f"Bridge {number}", topics=topic))
    follow()
    client.get("/search/", {"q": "bridge"})

    with django_assert_max_num_queries(20):
        page = client.get("/search/", {"q": "bridge"})

    assert page.content.decode().count('class="search-hit"') == 20
