"""Pictures travel inside the archive, and a newsroom that was set up from it shows them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings as hypothesis_settings, strategies as st
from pytest_django import Settings

from incidents.actions.inputs import MediumText, StoryEdit, UpdateText
from incidents.actions.stories import editing, media, updates, versions
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident, Medium, Picture, Rendition, Update
from incidents.operations.verifying import verify
from tests import factories
from tests.conftest import ROOT
from tests.intake.archives import emptied, exported, imported
from tests.picture_files import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> None:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"


def illustrated(**fields: object) -> Incident:
    """A story that shows two pictures, a post and a video, and showed another picture before."""
    story = factories.story()
    for seed in (1, 2, 3):
        text = MediumText(
            kind="image",
            picture=keeping.keep(photo(seed=seed), by=None),
            **{"alt": f"Ridge {seed}.", **fields},  # type: ignore[arg-type]
        )
        media.add(story, text, by=None)
    media.add(story, MediumText(kind="post", text="Calm.\n\nStill.", author="Ministry"), by=None)
    media.add(story, MediumText(kind="video", url="https://vimeo.com/123456789"), by=None)
    editing.edit(story, StoryEdit(lead_media=[1, 5]), by=None, note="A picture, a video.")
    medium = Medium.objects.get(number=1)
    other = MediumText(kind="image", picture=Medium.objects.get(number=3).picture, alt="Other.")
    media.edit(medium, other, by=None, note="A better one.")
    updates.post(story, UpdateText(body="<p>Text.</p>", media=[4, 2]), by=None)
    return Incident.objects.get()


def emptied_disk() -> None:
    shutil.rmtree(default_storage.path("pictures"))


def shown(story: Incident) -> list[str]:
    client = Client()
    ends = ("/", ".json", ".md", "/changes/2/", "/changes/3/", "/changes/4/")
    return [client.get(f"/news/{story.path}{end}").content.decode() for end in ends]


def test_a_newsroom_stands_again_with_its_pictures(tmp_path: Path) -> None:
    story = illustrated()
    archive, before = exported(tmp_path), shown(story)
    files = {row.name for row in Rendition.objects.all()}
    emptied()
    emptied_disk()

    code, said = imported(archive)

    assert code == 0, said
    again = Incident.objects.get()
    assert shown(again) == before
    assert verify().faults == []
    assert {row.name for row in Rendition.objects.all()} == files
    assert all(map(default_storage.exists, files))
    assert (
        exported(tmp_path, "b.jsonl").read_text().splitlines()[1:]
        == (archive.read_text().splitlines()[1:])
    )
    assert (again.lead_media, again.media_counter) == ([1, 5], 5)
    assert Update.objects.get().media == [4, 2]


def test_editors_can_go_on_with_imported_pictures(tmp_path: Path) -> None:
    illustrated()
    archive = exported(tmp_path)
    emptied()
    imported(archive)
    story = Incident.objects.get()

    versions.restore(story, 2, by=None, note="The first was right.")
    added = media.add(story, MediumText(kind="post", text="New.", author="A"), by=None)

    assert added.number == 6
    assert Medium.objects.get(number=1).alt == "Ridge 1."
    assert verify().faults == []


def test_a_picture_that_was_altered_refuses_the_archive(tmp_path: Path) -> None:
    illustrated()
    archive = exported(tmp_path)
    lines = archive.read_text().splitlines()
    place = next(n for n, line in enumerate(lines) if '"type":"picture"' in line)
    said = json.loads(lines[place])
    said["data"] = "AAAA"
    lines[place] = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    archive.write_text("\n".join(lines) + "\n")
    emptied()
    emptied_disk()

    code, told = imported(archive)

    assert code == 1
    assert f":{place + 1}: refused: the picture was altered" in told
    assert not Rendition.objects.exists()
    assert not list(Path(default_storage.path("")).rglob("*.webp"))


def test_the_verifier_checks_pictures_too(tmp_path: Path) -> None:
    illustrated()
    archive = exported(tmp_path)
    verifier = ROOT / "static/verifier/verify_newsroom.py"

    sound = subprocess.run(
        [sys.executable, verifier, archive], check=False, capture_output=True, text=True
    )
    archive.write_text(archive.read_text().replace('"data":"', '"data":"AAAA', 1))
    broken = subprocess.run(
        [sys.executable, verifier, archive], check=False, capture_output=True, text=True
    )

    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert broken.returncode == 1
    assert "picture was altered" in broken.stdout + broken.stderr


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_a_check_names_a_file_that_is_missing_or_altered(harm: str) -> None:
    illustrated()
    row = Picture.objects.order_by("id")[0].renditions.all()[0]
    path = Path(default_storage.path(row.name))

    path.unlink() if harm == "missing" else path.write_bytes(b"other")

    [fault] = verify().faults
    assert (fault.place, harm in fault.reason) == (f"Picture {row.digest[:12]}", True)
    path.unlink(missing_ok=True)


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)


@hypothesis_settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(caption=WORDS, credit=WORDS, redistribute=st.booleans(), warning=st.sampled_from(["", "!"]))
def test_whatever_is_said_of_pictures_comes_back(
    tmp_path: Path, caption: str, credit: str, *, redistribute: bool, warning: str
) -> None:
    emptied()
    story = illustrated(caption=caption, credit=credit, redistribute=redistribute, warning=warning)
    archive, before = exported(tmp_path), shown(story)
    emptied()

    code, said = imported(archive)

    assert code == 0, said
    assert shown(Incident.objects.get()) == before
    assert verify().faults == []
