"""What an editor releases of a kept page stands beside its source, versioned, in every format."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from incidents.actions.house.fetching import keeping, links
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.refusals import TooLong
from incidents.actions.stories import editing, updates, versions
from incidents.models import Editor, Fetched, Incident, Version
from incidents.operations.verifying import verify
from tests import factories
from tests.actions.fetching.serving import answer, site
from tests.intake.archives import emptied, exported, imported

WORDS = "Nobody was hurt in the two villages, says the mayor & his <deputy>."
ENDS = ("/", ".json", ".xml", ".md", "/changes/2/", "/changes/2.json", "/updates/1/")


def cited(by: Editor, words: str = WORDS) -> tuple[Incident, Fetched]:
    """A story with an update that rests on a page, and what was kept of that page."""
    with site(answer(words, media_type="text/plain")) as paper:
        kept = keeping.look_up(paper.url("/a"), by=by, way=paper.way()).fetched
    url = kept.canonical
    source = SourceText(outlet="The Paper", url=url, author="Ann Archer", fetched=kept.pk)
    story = factories.story(sources=[source])
    factories.update(story, cites=[story.sources.get().pk])
    kept.refresh_from_db()
    return Incident.objects.get(pk=story.pk), kept


def told(client: Client, story: Incident, *, ends: tuple[str, ...] = ENDS) -> dict[str, bool]:
    """In which addresses of the story the kept words stand."""
    address = story.get_absolute_url().rstrip("/")
    answers = {end: client.get(f"{address}{end}") for end in ends}
    assert {one.status_code for one in answers.values()} == {200}
    return {end: "Nobody was hurt" in one.content.decode() for end, one in answers.items()}


def test_citing_keeps_what_was_fetched_with_the_new_source(anna: Editor) -> None:
    story, kept = cited(anna)

    assert kept.source == story.sources.get()
    assert kept.source.retrieved_at == kept.at
    assert kept.released_at is None


def test_what_was_fetched_of_another_page_is_not_kept_with_a_source(anna: Editor) -> None:
    with site(answer(WORDS, media_type="text/plain")) as paper:
        kept = keeping.look_up(paper.url("/a"), by=anna, way=paper.way()).fetched
    source = SourceText(outlet="The Paper", url="https://other.example/a", fetched=kept.pk)

    factories.story(sources=[source])

    kept.refresh_from_db()
    assert kept.source is None


def test_released_text_stands_in_every_format_and_makes_one_version(
    anna: Editor, client: Client
) -> None:
    story, kept = cited(anna)
    address = story.get_absolute_url().rstrip("/")
    before = told(client, story)

    keeping.release(kept, by=anna, note="The page is gone.")

    made = Version.objects.filter(incident=story).latest("number")
    after = told(client, story, ends=(*ENDS, "/changes/3/", "/changes/2..3/"))
    (source,) = client.get(f"{address}.json").json()["sources"]
    assert (made.number, made.kind) == (3, "sources")
    assert not any(before.values())
    without = [end for end, stands in after.items() if not stands]
    assert without == ["/changes/2/", "/changes/2.json"]
    assert source["as_read"]["text"] == WORDS
    assert source["as_read"]["sha256"] == kept.digest
    assert source["author"] == "Ann Archer"
    assert not verify().faults


def test_withdrawn_text_goes_from_the_page_and_stays_in_its_version(
    anna: Editor, client: Client
) -> None:
    story, kept = cited(anna)
    kept = keeping.release(kept, by=anna, note="The page is gone.")

    keeping.withdraw(kept, by=anna, note="It is there again.")

    after = told(client, story, ends=(*ENDS, "/changes/3/", "/changes/4/"))
    assert [end for end, stands in after.items() if stands] == ["/changes/3/"]


def test_undoing_a_release_takes_it_back_for_the_desk_too(anna: Editor, client: Client) -> None:
    story, kept = cited(anna)
    keeping.release(kept, by=anna, note="The page is gone.")

    versions.undo(story, 3, by=anna, note="Not ours to show.")
    kept.refresh_from_db()
    assert kept.released_at is None
    assert not any(told(client, story).values())

    versions.restore(story, 3, by=anna, note="It is.")
    kept.refresh_from_db()
    assert kept.released_by == anna
    assert told(client, story)["/"]


def test_another_page_behind_the_source_takes_text_archive_and_mark_with_it(anna: Editor) -> None:
    story, kept = cited(anna)
    keeping.release(kept, by=anna, note="The page is gone.")
    source = links.note_archived(
        story.sources.get(), url="https://archive.example/a", by=anna, note="A copy."
    )
    same = SourceText(outlet="The Paper", url=f"{source.url}/?utm_source=x", id=source.pk)

    editing.edit(story, StoryEdit(sources=[same]), by=anna, note="The address.")
    source.refresh_from_db()
    assert (source.read_text, source.author) == (WORDS, "Ann Archer")
    assert source.archived_url

    other = replace(same, url="https://paper.example/b")
    editing.edit(story, StoryEdit(sources=[other]), by=anna, note="Another page.")
    source.refresh_from_db()
    kept.refresh_from_db()
    assert (source.read_text, source.read_at, source.archived_url) == ("", None, "")
    assert kept.released_at is None


def test_a_text_as_long_as_a_book_is_not_released(anna: Editor) -> None:
    _, kept = cited(anna, "word " * 5000)

    with pytest.raises(TooLong, match="Quote what matters"):
        keeping.release(kept, by=anna, note="The page.")


def test_an_archive_brings_text_archive_author_and_own_reporting_back(
    anna: Editor, client: Client, tmp_path: Path
) -> None:
    story, kept = cited(anna)
    keeping.release(kept, by=anna, note="The page is gone.")
    links.note_archived(
        story.sources.get(), url="https://archive.example/a", by=anna, note="A copy."
    )
    factories.update(story, own_reporting=True)
    address = story.get_absolute_url().rstrip("/")
    shown = client.get(f"{address}.json").json()

    archive = exported(tmp_path)
    emptied()
    assert imported(archive)[0] == 0

    again = client.get(f"{address}.json").json()
    (source,) = Incident.objects.get().sources.all()
    assert again["sources"] == shown["sources"]
    assert again["updates"] == shown["updates"]
    assert (source.read_text, source.author) == (WORDS, "Ann Archer")
    assert source.archived_url == "https://archive.example/a"
    assert Incident.objects.get().updates.get(number=2).own_reporting


def test_own_reporting_is_told_and_taken_back_as_a_change_of_sources(
    anna: Editor, client: Client
) -> None:
    story = factories.story()
    update = factories.update(story, own_reporting=True)
    address = story.get_absolute_url().rstrip("/")
    ends = ("/", ".md", "/updates/1/")

    said = ["Own reporting" in client.get(address + end).content.decode() for end in ends]
    assert said == [True] * 3
    assert client.get(f"{address}.json").json()["updates"][0]["own_reporting"] is True

    updates.edit(update, UpdateText(own_reporting=False), by=anna, note="We had it from others.")

    made = Version.objects.filter(incident=story).latest("number")
    assert made.kind == "sources"
    assert "Own reporting" not in client.get(f"{address}/").content.decode()
    frozen = client.get(f"{address}/changes/2/").content.decode()
    assert "Own reporting" in frozen
