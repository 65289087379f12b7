"""What stands out of a story, as readers see it: on its page, frozen, compared and in lists."""

import pytest
from django.test import Client
from lxml import html

from incidents.actions.inputs import StoryEdit, SummaryLine
from incidents.actions.stories import editing, highlighting, lifecycle, updates
from incidents.models import Incident, Update
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Incident:
    story = factories.story(authors="Jane Doe; Ali Veli in Baku", agencies="APA", dateline="BAKU")
    factories.update(story, "<p>The bridge is closed.</p>", headline="Bridge closed")
    factories.update(story, "<p>Two lie in the road.</p>", warning="It tells of the dead.")
    highlighting.pin(Update.objects.get(number=1), by=None)
    highlighting.mark_key_event(Update.objects.get(number=1), by=None)
    lines = [
        SummaryLine("The bridge is <em>closed</em>.", (1,)),
        SummaryLine("Two are dead.", (2,)),
    ]
    return highlighting.summarise(story, lines, by=None)


def page(client: Client, story: Incident, end: str = "/") -> html.HtmlElement:
    path = Incident.objects.get(pk=story.pk).path
    return html.fromstring(client.get(f"/news/{path}{end}").content)


def words(found: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(part.text_content().split()) for part in found.xpath(path)]


def test_byline_agencies_and_dateline_stand_under_the_headline(
    client: Client, story: Incident
) -> None:
    assert words(page(client, story), "//header/p[@class='credits']") == [
        "BAKU - By Jane Doe and Ali Veli in Baku, with APA"
    ]


def test_a_story_that_tells_none_of_it_shows_none_of_it(client: Client) -> None:
    shown = page(client, factories.story())

    names = ("credits", "summary", "key-events", "pinned", "content-warning")
    assert not any(shown.xpath(f"//article//*[@class='{name}']") for name in names)


def test_the_pinned_update_stands_on_top_and_its_place_says_so(
    client: Client, story: Incident
) -> None:
    shown = page(client, story)

    assert len(shown.xpath("//*[@id='update-1']")) == 1
    assert shown.xpath("//section[@class='pinned']//*[@id='update-1']")
    assert words(shown, "//p[@class='pinned-place']") == ["Update 1 is pinned at the top"]


def test_key_events_lead_to_their_updates(client: Client, story: Incident) -> None:
    links = page(client, story).xpath("//section[@id='key-events']//a")

    assert [link.get("href") for link in links] == ["#update-1"]
    assert "Bridge closed" in links[0].text_content()


def test_a_text_with_a_warning_opens_without_script(client: Client, story: Incident) -> None:
    shown = page(client, story).xpath("//*[@id='update-2']/details[@class='content-warning']")[0]

    assert shown.get("open") is None
    assert words(shown, "summary") == ["Content warning: It tells of the dead."]
    assert words(shown, "p") == ["Two lie in the road."]


@pytest.mark.parametrize("end", ["/updates/2/", "/changes/3/"])
def test_the_warning_stands_wherever_the_text_does(
    client: Client, story: Incident, end: str
) -> None:
    shown = page(client, story, end)

    assert words(shown, "//details[@class='content-warning']/p") == ["Two lie in the road."]


def test_lists_and_previews_of_links_show_the_warning_instead_of_the_text(
    client: Client, story: Incident
) -> None:
    front = client.get("/").content.decode()
    update = page(client, story, "/updates/2/")

    assert "Content warning: It tells of the dead." in front
    assert "Two lie in the road" not in front
    assert update.xpath("//meta[@name='description']/@content") == [
        "Content warning: It tells of the dead."
    ]


def test_the_summary_links_what_it_rests_on_and_says_as_of_when(
    client: Client, story: Incident
) -> None:
    shown = page(client, story).xpath("//section[@id='summary']")[0]

    assert words(shown, "ul/li") == ["The bridge is closed. (Update 1)", "Two are dead. (Update 2)"]
    assert words(shown, "p[@class='as-of']")[0].startswith("As of ")


def test_a_line_without_evidence_is_withdrawn_in_every_format_and_frozen(
    client: Client, story: Incident
) -> None:
    before = Incident.objects.get().version_number
    updates.retract(Update.objects.get(number=2), by=None, note="They were alive.")

    for end in ("/", ".json", ".xml", ".md", f"/changes/{before + 1}/"):
        answer = client.get(f"/news/{story.path}{end}").content.decode()
        assert "Two are dead" not in answer
        assert "ithdrawn" in answer
    assert "Two are dead" in client.get(f"/news/{story.path}/changes/{before}/").content.decode()


def test_the_frozen_article_holds_all_of_it(client: Client, story: Incident) -> None:
    newest = Incident.objects.get().version_number

    shown = page(client, story, f"/changes/{newest}/")

    article = shown.xpath("//div[contains(@class, 'story--frozen')]/article")[0]
    assert words(article, "p[@class='credits']")
    assert words(article, "section[@class='pinned']/p") == ["Pinned"]
    assert words(article, "section/h2")[:2] == ["What we know so far", "Key events"]


def test_what_changed_is_told_in_words(client: Client, story: Incident) -> None:
    newest = Incident.objects.get().version_number
    editing.edit(story, StoryEdit(authors="Jane Doe"), by=None, kind="correction", note="Alone.")

    first = client.get(f"/news/{story.path}/changes/3..{newest}.json").json()
    last = client.get(f"/news/{story.path}/changes/{newest}..{newest + 1}.json").json()

    assert first["sentence"] == "Summary changed, key events changed, pinned update changed."
    assert last["sentence"] == "Byline changed."
    assert [piece["name"] for piece in last["pieces"]] == ["Byline"]


def test_the_api_tells_it_of_stories_and_updates(client: Client, story: Incident) -> None:
    whole = client.get(f"/api/v1/incidents/{story.key}/").json()
    rows = client.get("/api/v1/updates/").json()["results"]

    assert (whole["pinned"], whole["authors"]) == (1, ["Jane Doe", "Ali Veli in Baku"])
    assert [line["updates"] for line in whole["summary"]["lines"]] == [[1], [2]]
    assert {row["number"]: (row["pinned"], row["key_event"], row["warning"]) for row in rows} == {
        1: (True, True, None),
        2: (False, False, "It tells of the dead."),
    }


def test_a_retracted_story_keeps_none_of_it(client: Client, story: Incident) -> None:
    lifecycle.retract(story, by=None, note="There is no bridge.")

    for end in ("/", ".json", ".md"):
        answer = client.get(f"/news/{story.path}{end}", follow=True).content.decode()
        assert "Jane Doe" not in answer
        assert "The bridge is" not in answer
