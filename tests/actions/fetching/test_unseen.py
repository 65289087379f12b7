"""What was fetched stays inside, and goes where a chief editor removes it."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from incidents.actions.house.fetching import keeping
from incidents.actions.inputs import SourceText
from incidents.actions.redactions.planning import ChosenPiece, Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.models import Editor, Fetched, Incident, Version
from tests import factories
from tests.actions.fetching.serving import answer, site
from tests.actions.redactions.scenes import NAME, removed, stored_texts

TOKEN = "Qweztoken"
PAGE = (
    f"<title>{TOKEN} title</title><meta name=author content='{TOKEN} author'>"
    f"<meta property=og:site_name content='{TOKEN} outlet'><p>{TOKEN} text of {NAME}.</p>"
)


def story_with(page: str, by: Editor) -> tuple[Incident, Fetched]:
    """A story that cites a page whose details the editor typed by hand."""
    with site(answer(page)) as paper:
        found = keeping.look_up(paper.url(f"/{TOKEN}/Zo%C3%AB-%C3%98rnulf"), by=by, way=paper.way())
    sources = [SourceText(outlet="The Paper", url="https://paper.example/a")]
    story = factories.story(sources=sources)
    return story, keeping.cite(found.fetched, story.sources.get(), by=by)


def test_nothing_of_it_is_public_and_it_makes_no_version(
    anna: Editor, client: Client, tmp_path: Path
) -> None:
    story, _ = story_with(PAGE, anna)
    address = story.get_absolute_url().rstrip("/")

    answers = [client.get(f"{address}{suffix}") for suffix in ("/", ".json", ".xml", ".md")]
    call_command("export_incidents", str(tmp_path / "archive"))
    contents = json.dumps(list(Version.objects.values("pieces__content__canonical")), default=str)

    assert [one.status_code for one in answers] == [200] * 4
    assert Version.objects.count() == 1
    for told in (*(one.content for one in answers), (tmp_path / "archive").read_bytes()):
        assert b"The Paper" in told
        assert TOKEN.encode() not in told
    assert TOKEN not in contents


@pytest.mark.django_db
def test_a_source_that_is_taken_out_whole_takes_the_kept_page_with_it(anna: Editor) -> None:
    story, row = story_with(PAGE, anna)
    row = keeping.release(row, by=anna, note="The text.")
    piece = ChosenPiece(story.pk, story.sources.get().piece_key, 2)
    by = factories.editor("chief", role="chief")

    redact(
        Removal(pieces=(piece,)), category="court_order", note="A court.", by=by, confirmed=False
    )

    source = story.sources.get()
    row.refresh_from_db()
    assert TOKEN not in source.read_text + row.text + row.title + row.canonical + str(row.authors)
    assert row.digest == source.read_digest


@pytest.mark.django_db
def test_a_redaction_masks_a_name_in_the_kept_page_too(anna: Editor) -> None:
    story, row = story_with(PAGE, anna)
    row = keeping.release(row, by=anna, note="The text.")
    terms = Terms([NAME])
    digest, at = row.digest, row.at
    assert terms.stand_in(row.text)

    removed()
    source = story.sources.get()
    assert (source.read_at, source.read_digest) == (at, digest)
    assert TOKEN in source.read_text

    row.refresh_from_db()
    assert {place: value for place, value in stored_texts() if terms.stand_in(value)} == {}
    assert TOKEN in row.text
    assert (row.digest, row.at) == (digest, at)
