"""After a redaction nobody finds the name: in no page, format, list, export, desk or table."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import lifecycle, updates
from incidents.formats import every
from incidents.models import Incident
from tests import factories
from tests.actions.redactions.scenes import NAME, everywhere, removed, stored_texts
from tests.building.plan import ROOT

pytestmark = pytest.mark.django_db

API = ("incidents", "updates", "versions", "sources", "topics", "corrections")


def public_addresses() -> Iterator[str]:
    """Every page of every story at every version, and the lists that tell of them."""
    suffixes = ["/", *(f".{format_.suffix}" for format_ in every())]
    for story in Incident.objects.published():
        base = f"/news/{story.path}"
        newest = story.version_number
        pages = ["", "/changes", "/provenance"]
        pages += [f"/updates/{number}" for number in range(1, story.update_counter + 1)]
        pages += [f"/changes/{number}" for number in range(1, newest + 1)]
        pages += [f"/changes/{number}/proof" for number in range(1, newest + 1)]
        pages += [f"/changes/{number}..{number + 1}" for number in range(1, newest)]
        pages += [f"/changes/1..{newest}"] if newest > 1 else []
        yield from (f"{base}{page}{suffix}" for page in pages for suffix in suffixes)
        yield from (f"{base}/changes/after/0", f"{base}/timemap/")
    for page in ("", "topics", "changes", "corrections", "accountability", "transparency"):
        yield f"/{page}/" if page else "/"
        yield f"/{page}.json" if page else "/index.json"
    yield from ("/news/2017/02/25/", "/news/2017/02/", "/news/2017/02/25/index.json")
    yield from (f"/api/v1/{resource}/" for resource in API)


def desk_addresses() -> Iterator[str]:
    """Every page at which editors meet the stories."""
    yield from ("/desk/", "/desk/reports/", "/desk/reports/?state=closed", "/desk/notice/")
    for story in Incident.objects.all():
        pages = ["", "text/", "preview/", "sources/", "related/", "topics/"]
        pages += [f"updates/{update.pk}/" for update in story.updates.all()]
        yield from (f"/desk/{story.pk}/{page}" for page in pages)
        yield from (f"/desk/reports/{report.pk}/" for report in story.reports.all())
        admin = f"/admin/incidents/incident/{story.pk}"
        yield from (f"{admin}/change/", f"{admin}/history/")
    yield from ("/admin/", "/admin/incidents/topic/", "/admin/incidents/source/")


def test_nobody_finds_the_name_again(tmp_path: Path) -> None:
    story = everywhere()
    updates.retract(story.updates.get(number=2), by=None, note=f"{NAME} was not there.")
    lifecycle.end(Incident.objects.get(pk=story.pk), by=None, status_line=f"{NAME} is free")
    old = [f"/news/{path}/" for path in story.addresses.values_list("path", flat=True)]
    terms = Terms([NAME])
    editor = Client()
    editor.force_login(factories.editor("otto", first_name="Otto", is_superuser=True))
    public = list(public_addresses())
    said = [address for address, _, text in asked(Client(), public) if terms.stand_in(text)]

    done = removed()

    told = [*asked(Client(), public_addresses()), *asked(editor, desk_addresses())]
    assert len(said) > 100
    assert [address for address, _, text in told if terms.stand_in(text)] == []
    assert {status for _, status, _ in told} <= {200, 404, 410}
    assert all(Client().get(path).status_code in (404, 410) for path in old)
    assert not any(terms.stand_in(value) for _, value in stored_texts())
    assert done.left.count == 0
    check_history(story, tmp_path, terms)


def asked(client: Client, addresses: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """What these addresses answer, headers included."""
    for address in addresses:
        answer = client.get(address)
        yield address, answer.status_code, f"{answer.text} {dict(answer.headers)}"


def check_history(story: Incident, folder: Path, terms: Terms) -> None:
    """The history is sound, says what happened, and its export holds nothing of the name."""
    archive = folder / "archive.jsonl"
    call_command("verify_history", verbosity=0)
    call_command("export_incidents", str(archive), verbosity=0)
    verifier = [sys.executable, "-I", str(ROOT / "static/verifier/verify_newsroom.py")]
    checked = subprocess.run([*verifier, str(archive)], capture_output=True, check=False)
    path = Incident.objects.get(pk=story.pk).path
    changes = json.loads(Client().get(f"/news/{path}/changes.json").text)["changes"]
    newest = next(change for change in changes if change.get("redaction"))
    assert checked.returncode == 0, checked.stdout
    assert not any(map(terms.stand_in, archive.read_text(encoding="utf-8").splitlines()))
    assert newest["kind"] == "redaction"
    assert newest["redaction"]["category"] == "court_order"
    assert newest["redaction"]["decided_by"] == "Carla Head"
