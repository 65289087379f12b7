"""An archive becomes a newsroom again, with everything that readers see as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from incidents import record
from incidents.actions.house import heads
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import (
    Address,
    Checkpoint,
    Incident,
    KeptDifference,
    LedgerHead,
    Source,
    Topic,
    Update,
    Version,
)
from incidents.operations.verifying import verify
from tests import factories
from tests.intake.archives import emptied, exported, imported
from tests.operations import histories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> Path:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"
    return tmp_path / "transparency"


def body(path: Path) -> list[str]:
    """The lines of an archive without the time in the first one."""
    first, *rest = path.read_text("utf-8").splitlines()
    return [json.dumps(json.loads(first) | {"made_at": ""}), *rest]


def pages(*stories: Incident) -> Iterator[str]:
    """Everything that readers are shown of some stories."""
    client = Client()
    for story in stories:
        for end in ("/", ".json", "/changes/", "/changes.json"):
            yield client.get(f"/news/{story.path}{end}").content.decode()
        for number in range(1, story.version_number + 1):
            yield client.get(f"/news/{story.path}/changes/{number}/").content.decode()


def test_a_newsroom_stands_again_as_it_was(tmp_path: Path) -> None:
    stories = [*histories.everything(), histories.retracted()]
    archive = exported(tmp_path)
    shown = list(pages(*stories))
    assert all("Shots near the border" in page for page in shown[:4])
    emptied()

    code, said = imported(archive)

    assert code == 0, said
    assert list(pages(*Incident.objects.order_by("id"))) == shown
    assert body(exported(tmp_path, "again.jsonl")) == body(archive)
    assert verify().faults == []
    assert Checkpoint.objects.count() == 2


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()
    imported(archive)

    code, said = imported(archive)

    assert code == 0
    assert "2 stories already held" in said
    assert body(exported(tmp_path, "again.jsonl")) == body(archive)


def test_a_second_run_changes_nothing_after_editors_have_gone_on(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()
    imported(archive)
    factories.story("Something new")
    count = Version.objects.count()

    code, _ = imported(archive)

    assert code == 0
    assert Version.objects.count() == count


def test_the_newsroom_that_made_it_holds_it_already(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)

    code, said = imported(archive)

    assert code == 0
    assert "2 stories already held" in said


def test_a_newsroom_with_other_versions_refuses_it(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()
    factories.story("Something else")

    code, said = imported(archive)

    assert code == 1
    assert "cannot keep their positions" in said
    assert Version.objects.count() == 1


def test_editors_can_go_on(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()
    imported(archive)
    story = Incident.objects.get(headline="Shots near the border, denied")
    first = Update.objects.get(incident=story, number=1)
    withdrawn = Update.objects.get(incident=story, number=2)

    updates.edit(
        first, UpdateText(body="<p>Nobody says it.</p>"), by=None, kind="addition", note="More."
    )
    updates.restore(withdrawn, by=None, note="They were heard.")
    factories.update(Incident.objects.get(pk=story.pk), "<p>A third one.</p>")
    editing.edit(
        Incident.objects.get(pk=story.pk), StoryEdit(headline="At last"), by=None, note="The end."
    )
    lifecycle.end(Incident.objects.get(pk=story.pk), by=None)
    heads.sign()

    page = record.story(f"/news/{Incident.objects.get(pk=story.pk).path}")
    assert page is not None
    assert [update.number for update in page.updates] == [3, 2, 1]
    assert "Shots are heard again." in page.updates[1].html
    assert verify().faults == []


def test_the_working_rows_are_those_of_the_newest_versions(tmp_path: Path) -> None:
    stories = histories.everything()
    before = working_rows()
    archive = exported(tmp_path)
    emptied()

    imported(archive)

    assert working_rows() == before
    assert Incident.objects.get(key=stories[0].key).corrected


def working_rows() -> list[Any]:
    """What editors work on, but for ids and what an archive does not say."""
    story = ("key", "headline", "lead", "status", "path", "version_number", "version_hash")
    counted = ("position", "update_counter", "source_counter", "word_count", "source_count")
    return [
        list(Incident.objects.order_by("key").values_list(*story, *counted, "published_at")),
        list(Incident.objects.order_by("key").values_list("verification_notice", "corrected")),
        list(Update.objects.order_by("at").values_list("number", "body", "state", "time_zone")),
        list(Source.objects.order_by("outlet").values_list("serial", "number", "link__url")),
        list(Address.objects.order_by("path").values_list("path", "incident__key")),
        list(Topic.objects.order_by("slug").values_list("slug", "name", "kind")),
        list(KeptDifference.objects.order_by("old").values_list("old", "new", "first")),
        list(LedgerHead.objects.values_list("position")),
        list(Version.objects.order_by("position").values_list("byline__name", "has_note")),
    ]


def test_a_retracted_update_cites_the_sources_that_its_text_cited(tmp_path: Path) -> None:
    names = ("Agency", "Radio", "Ministry")
    story = factories.story(sources=[SourceText(outlet=name) for name in names])
    rows = {row.outlet: row for row in story.sources.all()}
    update = factories.update(story, cites=[rows["Radio"].pk])
    updates.retract(update, by=None, note="Nobody heard them.")
    kept = [SourceText(outlet=name, id=rows[name].pk) for name in names[1:]]
    edit = StoryEdit(sources=kept)
    editing.edit(Incident.objects.get(pk=story.pk), edit, by=None, note="It was not theirs.")
    archive = exported(tmp_path)
    emptied()

    imported(archive)

    cited = Update.objects.get().citations.values_list("source__outlet", "source__number")
    assert list(cited) == [("Radio", 1)]


@pytest.mark.parametrize("kind", ["correction", "clarification"])
@pytest.mark.parametrize("where", ["lead", "update", "retracted"])
def test_a_corrected_story_is_known_as_one(tmp_path: Path, kind: str, where: str) -> None:
    story = factories.story()
    update = factories.update(story, "<p>Seven men.</p>")
    story = Incident.objects.get(pk=story.pk)
    if where == "lead":
        edit = StoryEdit(lead="<p>Nine men.</p>")
        editing.edit(story, edit, by=None, kind=kind, note="Nine.")
    else:
        text = UpdateText(body="<p>Nine men.</p>")
        updates.edit(update, text, by=None, kind=kind, note="Nine.")
    if where == "retracted":
        updates.retract(Update.objects.get(), by=None, note="Nobody saw them.")
    before = Incident.objects.get().corrected
    archive = exported(tmp_path)
    emptied()

    imported(archive)

    assert Incident.objects.get().corrected == before


def test_an_update_in_a_zone_of_its_own_keeps_its_printed_time(tmp_path: Path) -> None:
    story = factories.story()
    factories.update(story, time_zone="Asia/Kathmandu")
    archive = exported(tmp_path)
    emptied()

    imported(archive)

    assert Update.objects.get().zone == "Asia/Kathmandu"
    assert body(exported(tmp_path, "again.jsonl")) == body(archive)


def test_heads_of_another_key_are_left_out_and_counted(tmp_path: Path, settings: Settings) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()
    settings.SIGNING_KEY = b"k" * 32

    code, said = imported(archive)

    assert code == 0
    assert "2 signed heads are not of this newsroom's own key" in said
    assert not Checkpoint.objects.exists()


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    histories.everything()
    archive = exported(tmp_path)
    emptied()

    code, said = imported(archive, dry_run=True)

    assert code == 0
    assert "2 stories" in said
    assert not Incident.objects.exists()


def test_one_story_alone_is_no_newsroom(tmp_path: Path) -> None:
    _, other = histories.everything()
    archive = exported(tmp_path, incident=other.path)
    emptied()

    code, said = imported(archive)

    assert code == 1
    assert ":1: refused" in said
    assert "an archive of all stories" in said
