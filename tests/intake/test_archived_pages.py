"""Pages about the newsroom travel in its archive with every wording that they had."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from incidents.actions.house import notice
from incidents.actions.house.notice import Wording
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.models import Event, SitePage
from incidents.operations.verifying import verify
from tests import factories
from tests.intake.archives import emptied, exported, imported
from tests.operations.test_verify_history import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> None:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"


SHOWN = ("/about/", "/about/ethics/", "/about/who-pays-us/", "/about/changes/")


def about_us() -> None:
    """Pages in several wordings: changed, taken back, with a name taken out by law."""
    chief = factories.editor("chief", role="chief", first_name="Carla", last_name="Head")
    factories.story("Shots heard", lead="<p>Otto Quirl confirms it.</p>")
    notice.establish()
    said = "<p>We name our sources, as Otto Quirl does.</p>"
    notice.change_page("ethics", Wording("Ethics", said, note="Shorter."), by=chief, base=1)
    notice.new_page(Wording("Who pays us", "<p>You do.</p>", order=2), by=chief)
    gone = Wording("Who pays us", "<p>You do.</p>", 2, withdrawn=True, note="Nobody does.")
    notice.change_page("who-pays-us", gone, by=chief, base=1)
    redact(
        Removal(Terms(["Otto Quirl"])), category="privacy", note="Asked.", by=chief, confirmed=True
    )


def pages() -> list[str]:
    client = Client()
    wordings = [
        f"/about/changes/{row.slug}/{row.number}/" for row in SitePage.objects.order_by("pk")
    ]
    return [client.get(address).content.decode() for address in (*SHOWN, *wordings)]


def sealed(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> Path:
    """The archive with other lines, and an end that fits them."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    change(lines)
    written = [
        json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        for line in lines[:-1]
    ]
    lines[-1]["digest"] = sha256("".join(written[1:]).encode()).hexdigest()
    end = json.dumps(lines[-1], sort_keys=True, separators=(",", ":")) + "\n"
    path.write_text("".join([*written, end]), "utf-8", newline="\n")
    return path


def of_ethics(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line.get("slug") == "ethics" and line["type"] == "page"]


def test_every_wording_stands_again_as_it_was(tmp_path: Path) -> None:
    about_us()
    shown, archive = pages(), exported(tmp_path)
    assert SitePage.objects.exclude(redacted_at=None).exists()
    emptied()

    code, said = imported(archive)

    assert code == 0, said
    assert pages() == shown
    again = exported(tmp_path, "again.jsonl").read_text("utf-8").splitlines()
    assert again[1:] == archive.read_text("utf-8").splitlines()[1:]
    assert "Otto Quirl" not in archive.read_text("utf-8")
    assert Event.objects.filter(verb="site_page.imported").count() == SitePage.objects.count()


def test_editors_can_go_on_with_a_page(tmp_path: Path) -> None:
    about_us()
    archive = exported(tmp_path)
    emptied()
    imported(archive)

    notice.establish()
    row = notice.change_page(
        "ethics", Wording("Ethics", "<p>More.</p>", note="New."), by=None, base=2
    )

    assert row is not None
    assert row.number == 3


def test_a_page_that_the_newsroom_has_begun_itself_stays(tmp_path: Path) -> None:
    about_us()
    archive = exported(tmp_path)
    emptied()
    notice.change_page("ethics", Wording("Our own", "<p>Own.</p>", note="Own."), by=None, base=1)

    code, said = imported(archive)

    assert code == 0, said
    assert "2 wordings of pages about the newsroom were left out" in said
    assert [row.title for row in SitePage.objects.filter(slug="ethics")] == ["Our own", "Ethics"]
    assert SitePage.objects.filter(slug="who-pays-us").count() == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda lines: lines.remove(of_ethics(lines)[0]), "wording 1 of the page is missing"),
        (lambda lines: of_ethics(lines)[1].update(at="2001-01-01T00:00:00Z"), "it is older"),
        (
            lambda lines: of_ethics(lines)[1].update(body="<script>x</script>"),
            "HTML that no editor",
        ),
        (lambda lines: of_ethics(lines)[1].update(withdrawn=1), "neither true nor false"),
        (lambda lines: of_ethics(lines)[1].update(title=""), "cannot be stored"),
        (lambda lines: lines[0].update(version=3), "version 1 or 2"),
    ],
)
def test_what_does_not_hold_is_refused_whole(
    tmp_path: Path, change: Callable[[list[dict[str, Any]]], object], reason: str
) -> None:
    about_us()
    archive = sealed(exported(tmp_path), change)
    emptied()

    code, said = imported(archive)

    assert code == 1
    assert reason in said
    assert not SitePage.objects.exists()


def test_a_wording_that_was_taken_out_by_hand_is_found() -> None:
    about_us()
    held = verify().faults
    tamper("DELETE FROM incidents_sitepage WHERE slug = 'ethics' AND number = 1")

    found = [str(fault) for fault in verify().faults]

    assert held == []
    assert found == ["Page ethics, wording 2: it does not follow wording 1"]


def test_an_archive_of_the_first_version_is_still_taken_over(tmp_path: Path) -> None:
    about_us()

    def earlier(lines: list[dict[str, Any]]) -> None:
        lines[:] = [line for line in lines if line["type"] != "page"]
        lines[0]["version"] = 1

    archive = sealed(exported(tmp_path), earlier)
    emptied()

    code, said = imported(archive)

    assert code == 0, said
    assert not SitePage.objects.exists()
