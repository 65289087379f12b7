"""Topics under several names: found by each, with addresses that go on working."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from incidents import record
from incidents.actions.house import topics
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import NotAllowed, NoteNeeded, WrongValue
from incidents.actions.stories import editing, versions
from incidents.models import Event, Incident, Topic, TopicAddress, Version
from tests import factories

pytestmark = pytest.mark.django_db


def story_about(topic: Topic, headline: str = "Shots heard") -> Incident:
    return factories.story(headline, topics=[topic])


def names(topic: Topic) -> list[str]:
    return list(topic.aliases.values_list("name", flat=True))


def test_a_topic_is_found_by_each_of_its_names_in_any_letters() -> None:
    row = factories.topic("Republic of Uplands", public_name="Uplands")
    topics.edit(row, by=None, note="", aliases=["Hill Republic"])

    found = topics.named(["HILL republic", "uplands", "Republic of uplands"], by=None)

    assert found == [row]


def test_a_name_that_is_exactly_one_topic_s_own_is_that_topic() -> None:
    country = factories.topic("Georgia (country)", public_name="Georgia")
    state = factories.topic("Georgia")

    assert topics.named(["Georgia", "Georgia (country)"], by=None) == [state, country]


def test_other_names_make_no_versions_and_one_event() -> None:
    row = factories.topic()
    story_about(row)
    before = Version.objects.count()

    topics.edit(row, by=None, note="", aliases=["Frontier", " frontier ", "", "Border"])

    assert names(row) == ["frontier"]
    assert Version.objects.count() == before
    assert Event.objects.filter(verb="topic.edited").count() == 1


def test_the_address_of_another_name_leads_to_the_topic(client: Client) -> None:
    row = factories.topic("Border")
    story_about(row)
    topics.edit(row, by=None, note="", aliases=["Línea"])

    for suffix in ("/", ".json", ".md", ".xml"):
        answer = client.get(f"/topics/linea{suffix}")
        assert (answer.status_code, answer["Location"]) == (301, f"/topics/border{suffix}")
    api = client.get("/api/v1/topics/linea/")
    assert api.json()["id"] == "border"
    assert client.get("/api/v1/incidents/?topic=linea").json()["results"]
    assert client.get("/topics/nowhere/").status_code == 404


def test_the_address_of_a_topic_without_a_public_story_tells_nothing(client: Client) -> None:
    row = factories.topic("Offshore accounts")
    factories.draft(topics=[row])
    topics.edit(row, by=None, note="", aliases=["Minister"])

    for place in ("/topics/minister/", "/topics/minister.json", "/api/v1/topics/minister/"):
        answer = client.get(place)
        assert answer.status_code == 404
        assert "offshore" not in answer.content.decode().lower()
    assert client.get("/api/v1/incidents/?topic=minister").json().get("results", []) == []


def test_an_address_stays_when_the_name_is_taken_away(client: Client) -> None:
    row = factories.topic("Border")
    story_about(row)
    topics.edit(row, by=None, note="", aliases=["Frontier"])

    topics.edit(row, by=None, note="", aliases=[])

    assert names(row) == []
    assert client.get("/topics/frontier/").status_code == 301


def test_a_name_of_another_topic_is_refused_whole() -> None:
    border, line = factories.topic("Border"), factories.topic("Line")
    topics.edit(line, by=None, note="", aliases=["Frontier"])

    for taken in ("LINE", "frontier"):
        with pytest.raises(WrongValue, match="merge the two"):
            topics.edit(border, by=None, note="", aliases=["Edge", taken])

    assert names(border) == []


def test_a_renamed_topic_is_found_under_its_old_name_and_may_take_an_old_one_back() -> None:
    row = factories.topic("Border")

    topics.edit(row, by=None, note="", name="Frontier")
    assert topics.named(["Border"], by=None) == [row]
    topics.edit(row, by=None, note="", name="Border")

    assert names(row) == ["Frontier"]
    assert Topic.objects.count() == 1


def test_a_new_topic_under_another_name_of_one_is_that_one() -> None:
    row = factories.topic("Border")
    topics.edit(row, by=None, note="", aliases=["Frontier"])

    assert topics.create("frontier", by=None) == row


def test_the_address_moves_with_the_name_and_back(client: Client) -> None:
    row = factories.topic("Border")
    story = story_about(row)

    topics.edit(row, by=None, note="It is called so now.", name="Frontier", move=True)
    assert client.get("/topics/border/")["Location"] == "/topics/frontier/"
    assert "/topics/frontier" in str(client.get(f"{story.get_absolute_url()[:-1]}.json").json())
    topics.edit(row, by=None, note="And so again.", name="Border", move=True)

    assert client.get("/topics/frontier/")["Location"] == "/topics/border/"
    assert client.get("/topics/border/").status_code == 200
    assert list(TopicAddress.objects.values_list("slug", flat=True)) == ["frontier"]


def test_no_topic_gets_an_address_that_led_to_another() -> None:
    row = factories.topic("Border")
    topics.edit(row, by=None, note="", name="Frontier", move=True, aliases=[])

    other = topics.create("Border", by=None)

    assert (other != row, other.slug) == (True, "border-2")


def test_a_version_that_names_a_former_address_is_restored_with_the_topic() -> None:
    row = factories.topic("Border")
    story = story_about(row)
    topics.edit(row, by=None, note="Renamed.", name="Frontier", move=True)
    editing.edit(story, StoryEdit(topics=[]), by=None, note="Not about it.")

    versions.restore(story, 1, by=None, note="It was.")

    page = record.story(story.path)
    assert page is not None
    assert [topic.slug for topic in getattr(page, "topics", ())] == ["frontier"]


def test_a_number_of_wikidata_is_read_and_goes_into_versions() -> None:
    row = factories.topic("Border")
    story = story_about(row)

    topics.edit(row, by=None, note="Which one.", wikidata="https://www.wikidata.org/wiki/q133346")

    row.refresh_from_db()
    story.refresh_from_db()
    assert (row.wikidata, story.version_number) == ("Q133346", 2)
    comparison = record.comparison(story.path, 1, 2)
    assert "Q133346" in str(comparison)


@pytest.mark.parametrize(
    "wrong", ["Q", "Q0", "133346", "Q1 2", "P31", "Q12x", "https://a.example/"]
)
def test_what_is_no_number_of_wikidata_is_refused(wrong: str) -> None:
    row = factories.topic("Border")

    with pytest.raises(WrongValue, match="Q1492"):
        topics.edit(row, by=None, note="", wikidata=wrong or "x")

    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=row.pk).update(wikidata=wrong)


def test_formats_the_api_and_the_page_say_what_is_the_same(client: Client) -> None:
    plain, known = factories.topic("Ministry"), factories.topic("Border", wikidata="Q133346")
    factories.story(topics=[plain, known])
    same = "https://www.wikidata.org/entity/Q133346"

    for address in ("/topics/border.json", "/topics/border.xml", "/topics/border.md"):
        assert same in client.get(address).content.decode(), address
    assert f'itemprop="sameAs" href="{same}"' in client.get("/topics/border/").content.decode()
    assert client.get("/api/v1/topics/border/").json()["same_as"] == same
    assert "same_as" not in client.get("/topics/ministry.json").json()
    assert client.get("/api/v1/topics/ministry/").json()["same_as"] is None


def test_stories_of_topics_without_a_number_are_hashed_as_before() -> None:
    story = story_about(factories.topic("Border"))
    piece = story.versions.get().pieces.get(key="topics")

    assert "wikidata" not in piece.content.canonical


def test_a_change_that_readers_see_needs_its_note_and_an_editor() -> None:
    row = factories.topic("Border")
    story_about(row)

    with pytest.raises(NoteNeeded):
        topics.edit(row, by=None, note="", name="Frontier")
    with pytest.raises(NotAllowed):
        topics.edit(row, by=factories.editor(role="contributor"), note="", aliases=["Edge"])


def test_what_is_no_field_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="slug"):
        topics.edit(factories.topic(), by=None, note="", slug="x")
