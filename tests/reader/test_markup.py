"""The HTML of every kind of page against the standard."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from incidents.actions.stories import lifecycle, updates
from tests import factories
from tests.markup import complaints
from tests.reader.pages import KINDS, newsroom


@pytest.mark.django_db
def test_every_page_is_valid_html(client: Client, tmp_path: Path) -> None:
    room = newsroom()
    withdrawn = factories.story("A dam is said to have broken")
    lifecycle.retract(withdrawn, by=None, note="There is no dam.")
    updates.retract(room.incident.updates.get(number=1), by=None, note="Nobody confirms it.")
    addresses = {kind: room.html(kind) for kind in KINDS} | {
        "problem": f"{room.story}/changes/?from=1&to=1",
        "filtered and opened": f"{room.story}/changes/?kind=update&open=3&byline=desk",
        "nothing fits": f"{room.story}/changes/?kind=typo",
        "ticked elsewhere": f"{room.story}/changes/?start=2&from=4&to=5",
        "columns": f"{room.story}/changes/1..5/?view=columns",
        "withdrawn story": f"/news/{withdrawn.path}/",
        "withdrawn update": f"{room.story}/updates/1/",
        "not found": "/nothing/",
    }
    for name, address in addresses.items():
        (tmp_path / f"{name}.html").write_bytes(client.get(address).content)
    for code in ("410", "500", "503"):
        (tmp_path / f"{code}.html").write_text(render_to_string(f"{code}.html"))

    wrong = complaints(tmp_path)

    assert not wrong, wrong
