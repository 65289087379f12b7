"""What changed across the site, as readers find it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.formats import every
from incidents.models import Byline, Editor, Incident, Version
from incidents.record.history import sitewide
from tests import factories
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db

LISTS = ("/changes", "/corrections", "/accountability", "/changes/by/anna-editor")


def corrected(incident: Incident, by: Editor | None = None, **particulars: object) -> None:
    story = Incident.objects.get(pk=incident.pk)
    editing.edit(
        story,
        StoryEdit(lead=f"<p>Village number {story.version_number} reports shots.</p>"),
        by=by,
        kind="correction",
        note="It was another village.",
        particulars=Particulars(confirmed=True, **particulars),  # type: ignore[arg-type]
    )


@pytest.fixture
def anna() -> Editor:
    editor: Editor = factories.editor(role="chief")
    return editor


def rows(client: Client, address: str, name: str = "site-change") -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return [words(row) for row in page_of(response.content).find_class(name)]


def test_every_public_change_stands_newest_first_with_its_ways_on(
    client: Client, anna: Editor
) -> None:
    first = factories.story("Shots heard")
    factories.draft("Nobody may read this")
    corrected(first, by=anna)

    page = page_of(client.get("/changes/").content)

    told = [words(row) for row in page.find_class("site-change")]
    assert len(told) == 2
    assert all(part in told[0] for part in ("Correction", "initial report", "another village"))
    assert "Anna Editor (Chief editor)" in told[0]
    assert strings(page.find_class("site-change")[0], ".//a/@href") == [
        f"/news/{first.path}/changes/2/",
        f"/news/{first.path}/",
        "/changes/by/anna-editor/",
        f"/news/{first.path}/changes/1..2/",
    ]
    assert "First version" in told[1]
    assert "Nobody may read" not in words(page)


def test_the_lists_stand_in_every_format(client: Client, anna: Editor) -> None:
    corrected(factories.story(), by=anna)

    for address in LISTS:
        for format_ in every():
            response = client.get(f"{address}.{format_.suffix}")
            assert (response.status_code, response["Content-Type"]) == (200, format_.content_type)
        page = page_of(client.get(f"{address}/").content)
        assert strings(page, "//nav[@class='formats']/a/@href") == [
            f"{address}.{format_.suffix}" for format_ in every()
        ]
        data = "@type='application/ld+json'"
        assert page.xpath(f"//script[not(@src or {data})] | //style | //@style") == []


def test_a_list_is_narrowed_by_kind_name_and_day(client: Client, anna: Editor) -> None:
    incident = factories.story()
    corrected(incident, by=anna)
    factories.update(incident)
    today = timezone.localdate()

    def found(query: str) -> list[str]:
        page = client.get(f"/changes.json?{query}").json()
        return [change["kind"] for change in page["changes"]]

    assert found("kind=correction") == ["correction"]
    assert found("byline=anna-editor") == ["correction"]
    assert found("byline=desk") == ["update", "first"]
    assert found("byline=nobody") == []
    for day in (f"{today:%Y}", f"{today:%Y-%m}", f"{today:%Y-%m-%d}"):
        assert len(found(f"date={day}")) == 3
    assert found(f"date={today - timedelta(days=1):%Y-%m-%d}") == []
    assert found(f"date={today + timedelta(days=1):%Y-%m-%d}") == []


@pytest.mark.parametrize(
    "query",
    ["kind=gossip", "size=51", "size=x", "date=2026-13", "date=yesterday", "date=9999", "before=x"],
)
def test_what_no_list_can_be_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/changes/?{query}").status_code == 404


def test_of_a_retracted_story_the_headline_and_the_reason_are_left(client: Client) -> None:
    incident = factories.story("A bridge fell", lead="<p>CANARY in the lead.</p>")
    corrected(incident, wrong="CANARY wrong", right="CANARY right")
    lifecycle.retract(Incident.objects.get(pk=incident.pk), by=None, note="The bridge stands.")

    for address in ("/changes", "/corrections"):
        for suffix in ("/", *(f".{format_.suffix}" for format_ in every())):
            told = client.get(f"{address}{suffix}").content.decode()
            assert "CANARY" not in told
            assert "The bridge stands." in told
            assert "A bridge fell" in told


def test_a_correction_says_what_was_wrong_since_when_and_who_noticed(client: Client) -> None:
    incident = factories.story()
    corrected(incident, wrong="Two villages.", right="One village.", noticed="reader", grave=True)

    page = page_of(client.get("/corrections/").content)

    told = words(page.find_class("site-correction")[0])
    assert "“" not in told
    for part in ("Grave", "It said", "Two villages.", "It should have said", "One village."):
        assert part in told
    assert "Initial report, since version 1" in told
    assert "Noticed by a reader" in told
    assert strings(page, "//select[@name='kind']/option/@value") == [
        *("", "correction", "clarification", "retraction")
    ]


def test_corrections_leave_out_every_other_kind(client: Client) -> None:
    incident = factories.long_story(2)
    corrected(incident)
    updates.retract(incident.updates.get(number=1), by=None, note="Nobody confirms it.")

    found = client.get("/corrections.json").json()["changes"]
    month = timezone.localdate().strftime("%Y-%m")

    assert [change["kind"] for change in found] == ["retraction", "correction"]
    assert len(client.get(f"/corrections.json?date={month}").json()["changes"]) == 2
    assert client.get("/corrections/?kind=update").status_code == 404
    assert client.get("/corrections.json").json()["months"] == [month]


def test_the_name_that_was_chosen_can_be_seen_among_however_many(
    client: Client, anna: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitewide, "MOST_BYLINES", 1)
    incident = factories.story()
    corrected(incident, by=factories.editor("aaron", first_name="Aaron"))
    corrected(incident, by=anna)

    def names(query: str) -> tuple[list[str], list[str]]:
        page = page_of(client.get(f"/changes/{query}").content)
        options = "//select[@name='byline']/option"
        return strings(page, f"{options}/@value"), strings(page, f"{options}[@selected]/@value")

    assert names("") == (["", "aaron-editor"], [])
    assert names("?byline=anna-editor") == (["", "aaron-editor", "anna-editor"], ["anna-editor"])
    assert names("?byline=desk") == (["", "aaron-editor", "desk"], ["desk"])
    assert names("?byline=nobody") == (["", "aaron-editor"], [])


def test_nobody_else_stands_on_the_page_of_the_desk(client: Client) -> None:
    incident = factories.story()
    Byline.objects.create(name="Désk", slug="desk")
    corrected(incident, by=factories.editor(first_name="Désk", last_name=""))

    page = page_of(client.get("/changes/by/desk/").content)

    assert words(elements(page, "//h1")[0]) == "Desk"
    assert "1 public change" in words(page)


def test_a_name_has_a_page_of_its_changes(client: Client, anna: Editor) -> None:
    incident = factories.story()
    corrected(incident, by=anna)
    corrected(incident, by=anna)
    updates.post(incident, UpdateText(body="<p>More.</p>"), by=anna)

    page = page_of(client.get("/changes/by/anna-editor/").content)

    assert words(elements(page, "//h1")[0]) == "Anna Editor"
    assert "3 public changes" in words(page)
    assert [words(kind) for kind in page.find_class("byline-kind")] == ["Correction 2", "Update 1"]
    assert client.get("/changes/by/nobody/").status_code == 404


def test_a_name_that_was_taken_out_of_the_history_has_no_page(client: Client, anna: Editor) -> None:
    jane = factories.editor("jane", first_name="Jane", last_name="Canary")
    corrected(factories.story(), by=jane)
    assert client.get("/changes/by/jane-canary/").status_code == 200
    Editor.objects.filter(pk=jane.pk).update(first_name="", last_name="", byline_mode="desk")

    removal = Removal(terms=Terms(["Jane Canary"]))
    redact(removal, category="safety", note="A person is in danger.", by=anna)

    assert client.get("/changes/by/jane-canary/").status_code in (404, 410)
    listed = client.get("/changes.json").json()
    for byline in listed["bylines"]:
        assert client.get(f"/changes/by/{byline['slug']}/").status_code == 200
    for address in ("/changes/", "/changes.json", "/corrections/", "/changes.md"):
        assert "canary" not in client.get(address).content.decode().lower()
    leads = {change["byline_url"] for change in listed["changes"] if change["byline_url"]}
    assert {client.get(leading.partition("8000")[2]).status_code for leading in leads} == {200}


def test_a_redacted_version_is_in_no_list_under_its_former_name(
    client: Client, anna: Editor
) -> None:
    jane = factories.editor("jane", first_name="Jane", last_name="Canary")
    corrected(factories.story(), by=jane)
    gone = Version.objects.get(kind="correction").byline
    assert gone is not None
    redact(Removal(terms=Terms(["Jane Canary"])), category="safety", note="In danger.", by=anna)
    gone.refresh_from_db()

    answer = client.get(f"/changes/by/{gone.slug}/")

    assert answer.status_code == 410


def test_an_empty_newsroom_still_has_its_lists(client: Client) -> None:
    for address in ("/changes", "/corrections", "/accountability"):
        for suffix in ("/", *(f".{format_.suffix}" for format_ in every())):
            assert client.get(f"{address}{suffix}").status_code == 200


def test_the_figures_tell_the_newsroom_s_own_stories_from_others(client: Client) -> None:
    mine = factories.story("Mine")
    corrected(mine, noticed="reader")
    lifecycle.publish(factories.draft("Made up"), by=None, origin=Version.Origin.SAMPLE)

    page = page_of(client.get("/accountability/").content)

    measures = [words(measure) for measure in page.find_class("measure")]
    assert measures[0].startswith("Corrections for each 100 stories 100.0")
    assert "1 of 1 error" in measures[3]
    month = timezone.localdate()
    tables = [words(table) for table in page.find_class("figures")]
    assert f"{month:%B %Y}" in tables[0]
    assert f"{month:%Y}" in tables[1]
    assert "Sample 0 0.0 1" in tables[2]
