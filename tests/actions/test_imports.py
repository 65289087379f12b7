"""Histories from elsewhere: whole stories, once, with their own times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from incidents import record
from incidents.actions import imports
from incidents.actions.imports.items import (
    ImportedItem,
    ImportedRelated,
    ImportedSource,
    ImportedState,
    ImportedTopic,
    ImportedUpdate,
    ImportReport,
)
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, updates
from incidents.models import Address, Incident, Link, Version
from incidents.record.pages import StoryPage
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = ImportedState(at=datetime(2019, 3, 1, tzinfo=UTC), headline="Vote called")
NEXT = replace(FIRST, at=datetime(2019, 3, 2, tzinfo=UTC), headline="Vote called for May")
ITEM = ImportedItem(
    key="vote", date=date(2019, 3, 1), time_zone="UTC", states=(FIRST, NEXT), digest="a", line=7
)


def test_each_state_becomes_a_version_with_its_own_time() -> None:
    report = _load([ITEM])

    page = _only()
    assert (report.stories, report.versions) == (1, 2)
    assert [(change.kind, change.at) for change in page.changes] == [
        ("first", FIRST.at),
        ("headline", NEXT.at),
    ]
    assert {change.origin for change in page.changes} == {"imported"}
    assert all("inferred" in change.note for change in page.changes)
    assert page.headline == "Vote called for May"


def test_states_that_differ_in_nothing_are_counted_and_make_no_version() -> None:
    again = replace(FIRST, at=datetime(2019, 3, 5, tzinfo=UTC))

    report = _load([replace(ITEM, states=(FIRST, again, NEXT))])

    assert (report.versions, report.unchanged_states) == (2, 1)


def test_a_second_run_changes_nothing_even_after_an_editor_did() -> None:
    _load([ITEM])
    edit = StoryEdit(headline="Ours")
    editing.edit(Incident.objects.get(), edit, by=None, note="A better one.")

    report = _load([ITEM])

    assert (report.stories, report.already_held, report.refusals) == (0, 1, [])
    assert _only().headline == "Ours"


def test_the_same_key_with_other_content_is_refused_with_its_line() -> None:
    _load([ITEM])

    report = _load([replace(ITEM, digest="b")])

    assert [refusal.line for refusal in report.refusals] == [7]
    assert Incident.objects.count() == 1


def test_every_address_a_story_had_leads_to_it_and_is_never_given_twice() -> None:
    old = replace(FIRST, address="2019/03/01/old")
    new = replace(NEXT, address="2019/03/01/new")

    _load([replace(ITEM, states=(old, new))])
    _load([replace(ITEM, key="other", digest="c", states=(replace(old, headline="Other"),))])

    paths = set(Address.objects.values_list("path", flat=True))
    assert paths == {"2019/03/01/old", "2019/03/01/new", "2019/03/01/old-2"}
    assert record.current_path("/news/2019/03/01/old") == "/news/2019/03/01/new"


def test_a_version_whose_text_is_not_held_says_so_and_invents_nothing() -> None:
    gone = replace(FIRST, held=False)
    held = replace(NEXT, at=None, lead="<p>The text.</p>", topic_line="Elections")

    _load([replace(ITEM, states=(gone, held))])

    path = _only().path
    then = record.story_at(path, 1)
    assert then is not None
    assert (then.held, then.lead_html, then.updates) == (False, "", ())
    assert "Text not held" in then.article
    assert _only().held
    assert [change.at for change in _only().changes] == [FIRST.at, FIRST.at]


def test_updates_keep_numbers_labels_times_and_citations() -> None:
    at = datetime(2019, 3, 1, 14, 30, tzinfo=UTC)
    source = ImportedSource(outlet="Bureau", url="https://example.org/a")
    update = ImportedUpdate(
        body="<p>Winds rise.</p>", at=at, label="18A", cites=(1,), zone="America/Chicago"
    )
    state = replace(NEXT, sources=(source,), updates=(update,), headline=FIRST.headline)

    _load([replace(ITEM, states=(FIRST, state))])

    entry = _only().updates[0]
    assert (entry.number, entry.label, entry.printed) == (1, "18A", "0830 CST")
    assert entry.sources == (1,)
    assert _only().changes[-1].kind == "update"
    assert _only().printed_headline.endswith("(Updated 1)")


def test_a_flapping_source_keeps_all_its_states_and_one_link() -> None:
    source = ImportedSource(outlet="Bureau", url="https://example.org/a")
    states = [
        replace(FIRST, at=datetime(2019, 3, day, tzinfo=UTC), sources=(source,) * (day % 2))
        for day in range(1, 22)
    ]

    _load([replace(ITEM, states=tuple(states))])

    assert Version.objects.count() == 21
    assert Link.objects.count() == 1
    assert [entry.number for entry in _only().sources] == [1]


def test_related_titles_become_ours_when_their_story_arrives() -> None:
    related = ImportedRelated(
        title="Earlier vote",
        address="2018/01/01/earlier",
        date=date(2018, 1, 1),
        contexts=("Elections", "May"),
    )
    _load([replace(ITEM, states=(replace(FIRST, related=(related,)),))])
    before = _only().related[0]

    earlier = replace(FIRST, headline="Earlier vote held", address="2018/01/01/earlier")
    _load([replace(ITEM, key="earlier", date=date(2018, 1, 1), states=(earlier,))])

    story = Incident.objects.get(date=date(2019, 3, 1))
    after = record.of(story).related[0]
    assert (before.path, before.contexts) == ("", ("Elections", "May"))
    assert (after.path, after.title) == ("/news/2018/01/01/earlier", "Earlier vote held")
    assert story.version_number == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//example.org/x", "mailto:a@b.example"])
def test_what_no_reader_can_follow_is_no_link_beside_an_imported_story(url: str) -> None:
    state = replace(FIRST, related=(ImportedRelated("Elsewhere", url=url),))

    _load([replace(ITEM, states=(state,))])

    assert [(entry.title, entry.url) for entry in _only().related] == [("Elsewhere", "")]


def test_the_page_of_a_story_completes_what_an_index_said_of_it() -> None:
    stub = replace(ITEM, states=(replace(NEXT, at=FIRST.at),), partial=True, digest="stub")
    full = replace(NEXT, topics=(ImportedTopic("Elections"),), lead="<p>The text.</p>")
    _load([stub])

    report = _load([replace(ITEM, states=(FIRST, full), digest="full")])
    again = _load([stub])

    page = _only()
    assert (report.stories, report.refusals, again.already_held) == (1, [], 1)
    assert page.lead_html == "<p>The text.</p>"
    assert [topic.name for topic in page.topics] == ["Elections"]
    assert page.version == 2


def test_an_item_that_cannot_be_stored_is_refused_and_the_others_are_kept() -> None:
    bad = replace(ITEM, key="bad", line=9, states=(replace(FIRST, headline="x" * 3000),))

    report = _load([ITEM, bad])

    assert [refusal.line for refusal in report.refusals] == [9]
    assert (report.stories, Incident.objects.count()) == (1, 1)


def test_a_dry_run_reports_all_and_keeps_nothing() -> None:
    report = imports.load([ITEM], format_name="test", dry_run=True)

    assert (report.stories, report.versions) == (1, 2)
    assert not Incident.objects.exists()


def test_editors_go_on_where_the_import_ended() -> None:
    state = replace(FIRST, updates=(ImportedUpdate(body="<p>One.</p>", at=datetime.now(UTC)),))
    _load([replace(ITEM, states=(state,), status="live")])

    updates.post(Incident.objects.get(), UpdateText(body="<p>Two.</p>"), by=factories.editor())

    page = _only()
    assert [entry.number for entry in page.updates] == [2, 1]
    assert [change.origin for change in page.changes] == ["imported", "newsroom"]


def _load(items: Sequence[ImportedItem]) -> ImportReport:
    return imports.load(items, format_name="test")


def _only() -> StoryPage:
    return record.of(Incident.objects.order_by("pk")[0])
