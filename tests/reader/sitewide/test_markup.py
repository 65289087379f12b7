"""The HTML of the pages about change against the standard."""

from pathlib import Path

import pytest
from django.test import Client

from incidents.actions.stories import lifecycle
from tests import factories
from tests.markup import complaints
from tests.reader.sitewide.test_lists import corrected


@pytest.mark.django_db
def test_every_page_is_valid_html(client: Client, tmp_path: Path) -> None:
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

    wrong = complaints(tmp_path)

    assert not wrong, wrong
