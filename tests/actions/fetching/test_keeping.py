"""What was fetched is kept as it came, found again, and shown to nobody until it is released."""

import datetime as dt
from hashlib import sha256
from threading import BoundedSemaphore

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from incidents.actions.house.fetching import keeping
from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.parts.sources import link
from incidents.actions.refusals import NotAllowed, NoteNeeded, NothingWritten, UnknownSource
from incidents.actions.stories import editing
from incidents.actions.web.refusals import Declined, PrivateNetwork, TooMany
from incidents.models import Editor, Event, Fetched, Incident, Source
from tests import factories
from tests.actions.fetching.serving import answer, site

WORDS = "The ministry says that nobody was hurt in the two villages near the border. "
PAGE = (
    "<html><title>Shots heard - The Paper</title><meta property=og:site_name content='The Paper'>"
    "<meta name=author content='Ann Archer'>"
    "<meta property=article:published_time content='2017-02-25T08:00:00Z'>"
    f"<link rel=canonical href='/shots'><article><p>{WORDS * 4}</p></article>"
)


def looked_up(by: Editor | None, page: str = PAGE) -> keeping.Found:
    with site(answer(page)) as paper:
        return keeping.look_up(paper.url("/shots?utm_source=x"), by=by, way=paper.way())


def cited(url: str, incident: Incident | None = None) -> Source:
    story = incident or factories.story()
    sources = [SourceText(outlet="The Paper", url=url)]
    editing.edit(story, StoryEdit(sources=sources), by=None, note="A source.")
    return story.sources.listed().get()


def test_slow_sites_never_take_every_thread(anna: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", BoundedSemaphore(1))

    with keeping.AT_ONCE, pytest.raises(TooMany, match="try again in a moment"):
        looked_up(anna)
    with pytest.raises(PrivateNetwork):
        keeping.look_up("http://127.0.0.1/", by=anna)

    assert looked_up(anna).fetched.title == "Shots heard"
    assert Fetched.objects.count() == 1


def test_a_page_is_kept_with_what_it_says(anna: Editor) -> None:
    before = timezone.now()

    found = looked_up(anna)

    row = Fetched.objects.get()
    assert found.fetched == row
    assert found.reading.title == row.title == "Shots heard"
    assert (row.outlet, row.authors) == ("The Paper", ["Ann Archer"])
    assert row.published_at == dt.datetime(2017, 2, 25, 8, tzinfo=dt.UTC)
    assert row.published_on == dt.date(2017, 2, 25)
    assert row.address.endswith("/shots?utm_source=x")
    assert row.final_address == row.address
    assert row.canonical == row.address.removesuffix("?utm_source=x")
    assert row.digest == sha256(PAGE.encode()).hexdigest()
    assert (row.status, row.media_type, row.text) == (200, "text/html", (WORDS * 4).strip())
    assert before - dt.timedelta(seconds=1) < row.at < timezone.now() + dt.timedelta(seconds=1)
    assert (row.fetched_by, row.source, row.released_at) == (anna, None, None)
    assert Event.objects.get(verb="page.fetched").subject == f"fetched-{row.pk}"


def test_what_cannot_be_fetched_leaves_nothing(anna: Editor) -> None:
    with site(answer(PAGE, status="404 Not Found")) as paper, pytest.raises(Declined):
        keeping.look_up(paper.url("/"), by=anna, way=paper.way())
    with pytest.raises(PrivateNetwork):
        keeping.look_up("http://169.254.169.254/latest/", by=anna)

    assert not Fetched.objects.exists()
    assert not Event.objects.filter(verb="page.fetched").exists()


def test_who_only_reads_fetches_nothing(anna: Editor) -> None:
    auditor = factories.editor("otto", role=Editor.Role.AUDITOR)

    with site(answer(PAGE)) as paper, pytest.raises(NotAllowed):
        keeping.look_up(paper.url("/"), by=auditor, way=paper.way())

    assert paper.requests == []


def test_what_was_fetched_is_never_altered(anna: Editor) -> None:
    row = looked_up(anna).fetched
    altered = {"digest": "0" * 64, "at": timezone.now(), "status": 500, "fetched_by": None}

    for name, value in altered.items():
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            Fetched.objects.filter(pk=row.pk).update(**{name: value})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "again",
    [
        "https://paper.example/shots?id=7", "http://www.paper.example/shots/?id=7&utm_source=x",
        "https://paper.example/shots?fbclid=1&id=7#top",
    ],
)  # fmt: skip
def test_a_page_that_a_story_cites_already_is_found(again: str) -> None:
    source = cited("https://www.paper.example/shots?id=7")

    assert keeping.find_duplicate(source.incident, again) == source


@pytest.mark.django_db
def test_other_pages_and_other_stories_are_no_duplicates() -> None:
    source = cited("https://paper.example/shots?id=7")
    other = factories.story("Another story")

    assert keeping.find_duplicate(source.incident, "https://paper.example/shots?id=8") is None
    assert keeping.find_duplicate(other, "https://paper.example/shots?id=7") is None


def test_a_source_is_found_by_where_its_short_address_led(anna: Editor) -> None:
    source = cited("https://short.example/x1")
    found = looked_up(anna)
    keeping.cite(found.fetched, source, by=anna)

    assert keeping.find_duplicate(source.incident, found.reading.canonical) == source


@pytest.mark.django_db
def test_a_source_that_only_the_desk_knows_is_found_but_a_listed_one_goes_first() -> None:
    story = factories.draft()
    unlisted = Source.objects.create(
        incident=story, serial=99, outlet="The Paper", link=link("https://paper.example/a")
    )

    assert keeping.find_duplicate(story, "https://paper.example/a") == unlisted

    listed = cited("https://paper.example/a/", story)

    assert keeping.find_duplicate(story, "https://paper.example/a") == listed


def test_a_page_is_cited_once(anna: Editor) -> None:
    row, source = looked_up(anna).fetched, cited("https://paper.example/shots")
    other = cited("https://paper.example/shots", factories.story("Another story"))

    assert keeping.cite(row, source, by=anna).source == source
    keeping.cite(row, source, by=anna)
    with pytest.raises(keeping.AlreadyCited):
        keeping.cite(row, other, by=anna)

    assert Event.objects.filter(verb="page.cited", incident=source.incident).count() == 1


def test_the_text_is_released_by_an_editor_and_can_be_taken_back(anna: Editor) -> None:
    row, source = looked_up(anna).fetched, cited("https://paper.example/shots")
    writer = factories.editor("carl", role=Editor.Role.CONTRIBUTOR)

    with pytest.raises(UnknownSource):
        keeping.release(row, by=anna)
    keeping.cite(row, source, by=anna)
    assert not Fetched.objects.released().exists()
    with pytest.raises(NotAllowed):
        keeping.release(row, by=writer)
    with pytest.raises(NoteNeeded):
        keeping.release(row, by=anna)
    released = keeping.release(row, by=anna, note="The text.")

    assert released.released_by == anna
    assert released.released_at is not None
    assert released.released_at > row.at
    assert Fetched.objects.released().get() == row
    with pytest.raises(keeping.AlreadyReleased):
        keeping.release(row, by=anna)

    withdrawn = keeping.withdraw(row, by=anna, note="No text.")

    assert (withdrawn.released_by, withdrawn.released_at) == (None, None)
    assert not Fetched.objects.released().exists()


def test_a_page_without_text_is_not_released(anna: Editor) -> None:
    row = looked_up(anna, "<title>Shots</title>").fetched
    keeping.cite(row, cited("https://paper.example/shots"), by=anna)

    with pytest.raises(NothingWritten):
        keeping.release(row, by=anna, note="The text.")


def test_a_source_that_goes_leaves_what_was_fetched_for_it(anna: Editor) -> None:
    row, source = looked_up(anna).fetched, cited("https://paper.example/shots")
    keeping.cite(row, source, by=anna)
    keeping.release(row, by=anna, note="The text.")

    editing.edit(source.incident, StoryEdit(sources=[]), by=None, note="None.")

    row.refresh_from_db()
    assert row.source is None
    assert not Fetched.objects.released().exists()


@pytest.mark.usefixtures("as_app")
def test_the_site_s_role_may_keep_and_release_but_not_alter(anna: Editor) -> None:
    row = looked_up(anna).fetched

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE incidents_fetched SET digest = '' WHERE id = %s", [row.pk])
