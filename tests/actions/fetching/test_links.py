"""Links are checked once a day while a story is young, and marked where the page is gone."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from incidents.actions.house.fetching import links
from incidents.actions.house.fetching.links import check_links, claim
from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.refusals import NotAllowed, NoteNeeded, WrongAddress
from incidents.actions.stories import editing, lifecycle
from incidents.actions.web.refusals import Unreachable
from incidents.models import Editor, Event, Incident, Source, Version
from incidents.record.ledger import standing
from tests import factories

State = Source.LinkState


def story(*urls: str, headline: str = "Shots heard", **fields: object) -> Incident:
    sources = [SourceText(outlet="The Paper", url=url) for url in urls]
    values: dict[str, object] = {"date": timezone.now().date(), "sources": sources}
    return factories.story(headline, **(values | fields))


def url(name: str) -> str:
    return f"https://paper.example/{name}"


def answering(status: int, asked: list[str] | None = None) -> Callable[[str], int]:
    def ask(address: str) -> int:
        if asked is not None:
            asked.append(address)
        return status

    return ask


def silent(_address: str) -> int:
    raise Unreachable


def a_day_later() -> None:
    Source.objects.update(link_checked_at=timezone.now() - dt.timedelta(days=1, seconds=1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "ok"), (301, "ok"), (401, "ok"), (403, "ok"), (429, "ok"), (503, "ok"),
        (404, "dead"), (410, "dead"),
    ],
)  # fmt: skip
def test_a_link_is_marked_by_how_its_site_answers(status: int, state: str) -> None:
    source = story(url("a")).sources.get()

    assert check_links(10, ask=answering(status)) == 1

    source.refresh_from_db()
    assert (source.link_state, source.link_failures) == (state, 0)
    assert source.link_checked_at is not None


@pytest.mark.django_db
def test_a_page_that_is_not_reached_three_times_in_a_row_is_gone() -> None:
    source = story(url("a")).sources.get()
    states = []

    for ask in (silent, silent, answering(200), silent, silent, silent, silent):
        check_links(10, ask=ask)
        source.refresh_from_db()
        states.append((source.link_state, source.link_failures))
        a_day_later()

    assert states == [
        ("unreachable", 1),
        ("unreachable", 2),
        ("ok", 0),
        ("unreachable", 1),
        ("unreachable", 2),
        ("dead", 3),
        ("dead", 4),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["https://paper.example:8443/a", "http://ann@paper.example/", "http://10.0.0.1/a"]
)
def test_a_page_that_is_never_fetched_is_not_blamed(address: str) -> None:
    source = story(address).sources.get()

    for _ in range(4):
        assert check_links(10) == 1
        a_day_later()

    source.refresh_from_db()
    assert (source.link_state, source.link_failures) == (None, 0)


@pytest.mark.django_db
def test_when_nothing_at_all_is_reached_no_page_is_blamed() -> None:
    told = story(*map(url, "abcde"))

    assert check_links(10, ask=silent) == 0

    assert not told.sources.exclude(link_state=None).exists()


@pytest.mark.django_db
def test_each_link_is_asked_for_once_a_day_however_many_stories_cite_it() -> None:
    asked: list[str] = []
    one, other = story(url("a"), url("b")), story(url("a"), headline="Another story")

    check_links(10, ask=answering(404, asked))
    check_links(10, ask=answering(404, asked))
    third = story(url("a"), headline="A third story")
    check_links(10, ask=answering(404, asked))

    assert sorted(asked) == [url("a"), url("b")]
    assert set(one.sources.values_list("link_state", flat=True)) == {State.DEAD}
    assert other.sources.get().link_state == State.DEAD
    assert third.sources.get().link_state is None

    a_day_later()
    check_links(10, ask=answering(200, asked))

    assert len(asked) == 4
    assert third.sources.get().link_state == State.OK


@pytest.mark.django_db
def test_those_that_waited_longest_come_first() -> None:
    asked: list[str] = []
    story(*map(url, "abc"))

    for _ in range(3):
        check_links(1, ask=answering(200, asked))

    assert sorted(asked) == [url("a"), url("b"), url("c")]


def old() -> Incident:
    return story(url("a"), date=timezone.now().date() - dt.timedelta(days=92))


def unpublished() -> Incident:
    sources = [SourceText(outlet="A", url=url("a"))]
    return factories.draft(date=timezone.now().date(), sources=sources)


def retracted() -> Incident:
    told = story(url("a"))
    return lifecycle.retract(told, by=None, note="Wrong.")


def without_links() -> Incident:
    return story("")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [old, unpublished, retracted, without_links])
def test_some_links_are_left_alone(make: Callable[[], Incident]) -> None:
    make()

    assert claim(10) == []


@pytest.mark.django_db
def test_the_marks_make_no_version_and_a_later_edit_keeps_them() -> None:
    told = story(url("a"))
    versions = Version.objects.count()

    check_links(10, ask=answering(404))
    source = told.sources.get()
    kept = SourceText(id=source.pk, outlet="The Other Paper", url=url("a"))

    assert Version.objects.count() == versions

    editing.edit(told, StoryEdit(sources=[kept]), by=None, note="Its name.")

    assert told.sources.get().link_state == State.DEAD


@pytest.mark.django_db(transaction=True)
def test_a_source_that_somebody_is_changing_is_passed_over() -> None:
    source = story(url("a")).sources.get()
    other = connections.create_connection("default")

    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM incidents_source WHERE id = %s FOR UPDATE", [source.pk])
        waiting = claim(10)
        cursor.execute("ROLLBACK")
    other.close()

    assert waiting == []
    assert [link.url for link in claim(10)] == [url("a")]


@pytest.mark.django_db
def test_no_transaction_is_open_while_a_site_is_asked() -> None:
    story(url("a"))
    depth: Sequence[object] = list(connection.savepoint_ids)
    seen = []

    def ask(_address: str) -> int:
        seen.append(list(connection.savepoint_ids))
        return 200

    with transaction.atomic():
        depth = list(connection.savepoint_ids)
        links.check_links(10, ask=ask)

    assert seen == [depth]


def test_the_address_of_an_archived_copy_is_noted(anna: Editor) -> None:
    source = story(url("a")).sources.get()
    auditor = factories.editor("otto", role=Editor.Role.AUDITOR)
    copy = "https://archive.example/2017/https://paper.example/a"

    with pytest.raises(NoteNeeded):
        links.note_archived(source, url=copy, by=anna)
    links.note_archived(source, url=f" {copy} ", by=anna, note="An archived copy.")

    source.refresh_from_db()
    assert source.archived_url == copy
    assert Event.objects.get(verb="source.archived").subject == source.piece_key
    (shown,) = standing(source.incident_id, keys=[source.piece_key]).values()
    assert shown.value is not None
    assert (shown.number, shown.value["archived_url"]) == (2, copy)
    assert copy in shown.html
    with pytest.raises(WrongAddress):
        links.note_archived(source, url="javascript:alert(1)", by=anna)
    with pytest.raises(NotAllowed):
        links.note_archived(source, url="", by=auditor)
