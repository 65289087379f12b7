"""The HTML of the pages about change against the standard."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from incidents.actions.stories import lifecycle
from tests import factories
from tests.reader.sitewide.test_lists import corrected
from tests.reader.test_markup import CHECKER


@pytest.mark.django_db
def test_every_page_is_valid_html(client: Client, tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java for the HTML checker")
    editor = factories.editor()
    incident = factories.long_story(2)
    corrected(incident, by=editor, wrong="Two.", right="Three.", grave=True)
    lifecycle.retract(factories.story("A bridge fell"), by=editor, note="It stands.")
    addresses = (
        *("/changes/", "/changes/?kind=correction", "/changes/by/anna-editor/", "/corrections/"),
        *("/accountability/", f"/news/{incident.path}/", f"/news/{incident.path}/provenance/"),
        *("/changes/?kind=typo", "/corrections/?date=1999"),
    )
    for number, address in enumerate(addresses):
        answer = client.get(address)
        assert answer.status_code == 200, address
        (tmp_path / f"{number}.html").write_bytes(answer.content)

    checked = [java, "-jar", str(CHECKER), "--errors-only", "--format", "text", str(tmp_path)]
    found = subprocess.run(checked, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stderr
