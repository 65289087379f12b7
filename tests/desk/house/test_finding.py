"""Updates and stories are found by what they say, rest on and became, and acted on together."""

import csv
import io
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, UpdateText
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Incident, Source, Update, Version
from tests import factories

PAGE, EXPORT, ACT = "/desk/find/", "/desk/find/export/", "/desk/find/act/"
pytestmark = pytest.mark.django_db


def found(desk: Client, **asked: str | int) -> list[str]:
    """The names of what is found, in order."""
    shown = desk.get(PAGE, asked)
    rows = shown.context["shown"].object_list
    return [row.headline for row in rows]


def table(answer: object) -> list[dict[str, str]]:
    text = answer.getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def newsroom(anna: Editor) -> dict[str, Update]:
    """Updates that differ in everything that can be asked for."""
    story = factories.story("Border", topics=topics.named(["Frontier"], by=None))
    other = lifecycle.end(factories.story("Flood", date=date(2018, 1, 2)), by=None)
    cited = updates.post(
        story,
        UpdateText(
            body="<p>Shots at the bridge.</p>",
            headline="Cited",
            new_sources=[SourceText(outlet="Reuters", url="https://reuters.example/1")],
        ),
        by=anna,
    )
    Source.objects.update(link_state="dead")
    corrected = factories.update(story, "<p>Eight people.</p>", headline="Corrected")
    updates.edit(
        corrected,
        UpdateText(body="<p>Nine people.</p>"),
        by=None,
        kind="correction",
        note="Nine, not eight.",
    )
    gone = factories.update(story, "<p>Nothing.</p>", headline="Gone")
    updates.retract(gone, by=None, note="It was not so.")
    elsewhere = factories.update(other, "<p>Water.</p>", headline="Elsewhere")
    Update.objects.filter(pk=elsewhere.pk).update(day=date(2018, 1, 2))
    return {"cited": cited, "corrected": corrected, "gone": gone, "elsewhere": elsewhere}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"Cited", "Corrected", "Gone", "Elsewhere"}),
        ({"q": "shots BRIDGE"}, {"Cited"}),
        ({"q": "border people"}, {"Corrected"}),
        ({"state": "retracted"}, {"Gone"}),
        ({"status": "ended"}, {"Elsewhere"}),
        ({"since": "2018-01-02", "until": "2018-01-02"}, {"Elsewhere"}),
        ({"topic": "frontier"}, {"Cited", "Corrected", "Gone"}),
        ({"outlet": "reut"}, {"Cited"}),
        ({"corrected": "on"}, {"Corrected"}),
        ({"unsourced": "on", "state": "published"}, {"Corrected", "Elsewhere"}),
        ({"dead": "on"}, {"Cited"}),
        ({"topic": "Nowhere"}, set()),
    ],
)
def test_updates_are_found(
    desk: Client, newsroom: dict[str, Update], asked: dict[str, str], expected: set[str]
) -> None:
    assert set(found(desk, **asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"Border", "Flood"}),
        ({"q": "villages border"}, {"Border"}),
        ({"status": "ended"}, {"Flood"}),
        ({"status": "draft"}, set()),
        ({"since": "2018-01-01"}, {"Flood"}),
        ({"topic": "Frontier"}, {"Border"}),
        ({"outlet": "Reuters"}, {"Border"}),
        ({"corrected": "on"}, {"Border"}),
        ({"unsourced": "on"}, {"Flood"}),
        ({"dead": "on"}, {"Border"}),
    ],
)
def test_stories_are_found(
    desk: Client, newsroom: dict[str, Update], asked: dict[str, str], expected: set[str]
) -> None:
    assert set(found(desk, of="stories", **asked)) == expected


def test_what_somebody_wrote_is_found(
    desk: Client, newsroom: dict[str, Update], anna: Editor
) -> None:
    assert found(desk, author=anna.pk) == ["Cited"]


def test_the_order_is_chosen(desk: Client, newsroom: dict[str, Update]) -> None:
    latest, oldest = found(desk), found(desk, order="at")

    assert oldest == list(reversed(latest))
    assert found(desk, of="stories", order="-date") == ["Flood", "Border"]
    assert found(desk, of="stories", order="-updates") == ["Border", "Flood"]


def test_what_cannot_be_asked_is_said_and_finds_nothing(
    desk: Client, newsroom: dict[str, Update]
) -> None:
    shown = desk.get(PAGE, {"since": "yesterday", "of": "nonsense"}).content.decode()

    assert "Nothing can be found by that yet" in shown
    assert desk.get(EXPORT, {"since": "yesterday"}).status_code == HTTPStatus.NOT_FOUND
    assert desk.get(PAGE, {"q": "\0", "page": "x"}).status_code == HTTPStatus.OK


def test_pages_keep_what_was_asked(desk: Client) -> None:
    story = factories.story()
    for number in range(51):
        factories.update(story, f"<p>Report {number}.</p>")

    shown = desk.get(PAGE, {"q": "Report", "of": "updates"}).content.decode()

    assert "51 updates" in shown
    assert "?q=Report&amp;of=updates&amp;page=2" in shown
    assert len(found(desk, q="Report", page=2)) == 1


def test_a_page_of_many_asks_as_much_as_a_page_of_few(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    story = factories.long_story(30)
    for _ in range(10):
        factories.update(story)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        desk.get(PAGE)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        desk.get(PAGE, {"of": "stories"})


def test_everything_that_was_found_is_exported(desk: Client, newsroom: dict[str, Update]) -> None:
    answer = desk.get(EXPORT, {"topic": "Frontier"})

    rows = table(answer)
    assert {row["Headline"] for row in rows} == {"Cited", "Corrected", "Gone"}
    cited = next(row for row in rows if row["Headline"] == "Cited")
    assert cited["Text"] == "Shots at the bridge."
    assert cited["Rests on"] == "Reuters"
    assert cited["State"] == "Published"
    assert answer["Content-Type"].startswith("text/csv; charset=utf-8")
    assert "updates-" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_what_is_ticked_is_exported_alone(desk: Client, newsroom: dict[str, Update]) -> None:
    rows = table(desk.post(EXPORT, {"of": "updates", "row": [newsroom["gone"].pk]}))

    assert [row["Headline"] for row in rows] == ["Gone"]
    assert rows[0]["Reason for the retraction"] == "It was not so."


def test_an_export_computes_nothing(desk: Client) -> None:
    story = factories.story('=HYPERLINK("http://evil.example","News")')
    factories.update(story, "<p>@SUM(A1:A9)</p>", headline=" +1")

    row = table(desk.get(EXPORT))[0]
    told = table(desk.get(EXPORT, {"of": "stories"}))[0]

    assert row["Text"] == "'@SUM(A1:A9)"
    assert row["Headline"] == "'+1"
    assert told["Headline"].startswith("'=HYPERLINK")


def test_many_updates_are_retracted_after_one_question(
    desk: Client, newsroom: dict[str, Update]
) -> None:
    ticked = {
        "of": "updates",
        "act": "retract",
        "row": [newsroom[name].pk for name in ("cited", "gone", "corrected")],
        "asked": "of=updates&q=border",
    }
    before = Version.objects.count()

    asked = desk.post(ACT, ticked).content.decode()
    without = desk.post(ACT, ticked | {"confirmed": "1", "note": " "}).content.decode()
    told = desk.post(ACT, ticked | {"confirmed": "1", "note": "The sender lied."}).content.decode()

    assert "3 ticked" in asked
    assert "Reason, for readers" in asked
    assert "Nothing is saved yet" in without
    assert "2 done" in told
    assert "1 left as it was" in told
    assert "Update 3 is retracted already." in told
    assert "?of=updates&amp;q=border" in told
    assert Version.objects.count() == before + 2


def test_many_stories_get_a_topic(desk: Client, newsroom: dict[str, Update]) -> None:
    factories.topic("Weather")
    ticked = {
        "of": "stories",
        "act": "put",
        "row": list(Incident.objects.values_list("pk", flat=True)),
        "confirmed": "1",
        "note": "Both are about it.",
    }

    unknown = desk.post(ACT, ticked | {"topic": "Nothing of ours"}).content.decode()
    told = desk.post(ACT, ticked | {"topic": "Weather"}).content.decode()
    desk.post(ACT, ticked | {"act": "take", "topic": "Frontier"})

    assert "There is no topic of this name" in unknown
    assert "2 done" in told
    assert Incident.objects.filter(topics__name="Weather").count() == 2
    assert not Incident.objects.filter(topics__name="Frontier").exists()


def test_nothing_ticked_and_unknown_acts_lead_back(desk: Client) -> None:
    update = factories.update(factories.story())

    for data in (
        {"act": "retract", "of": "updates", "asked": "q=x"},
        {"act": "put", "of": "updates", "row": [update.pk]},
        {"act": "delete", "of": "updates", "row": [update.pk]},
        {"act": "retract", "row": ["x", "9" * 30]},
    ):
        answer = desk.post(ACT, data)
        assert (answer.status_code, answer["Location"].startswith(PAGE)) == (302, True)


def test_who_may_not_publish_finds_and_exports_and_does_nothing_else(client: Client) -> None:
    update = factories.update(factories.story())
    client.force_login(factories.editor("auditor", role="auditor"))

    shown = client.get(PAGE).content.decode()

    assert "Retract the ticked" not in shown
    assert "The ticked as CSV" in shown
    assert client.get(EXPORT).status_code == HTTPStatus.OK
    refused = client.post(
        ACT, {"act": "retract", "row": [update.pk], "confirmed": "1", "note": "No."}
    )
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert Update.objects.get().state == "published"


def test_the_desk_leads_here(desk: Client) -> None:
    assert 'href="/desk/find/"' in desk.get("/desk/").content.decode()
