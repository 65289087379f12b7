"""What a first view costs a reader on a slow line, and all script there is."""

import gzip
import mimetypes
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from newsroom.front.memory import encodings
from newsroom.static_files.modules import script
from tests import factories
from tests.building import plan

FIRST_VIEW = 54_000
"""Bytes in brotli, as browsers take it, with the heads of the answers and without pictures."""

HEAD = 1_100
"""Bytes: no head of an answer is longer."""

ALL_SCRIPT = 20_000
REQUESTS = 4
TEXT = (
    "<p>The ministry says that its positions near Khojavand came under fire at {0}, and that"
    " the attack was pushed back towards morning; {1} people were brought to Terter.</p>"
    "<p>Nobody at the line of contact could be reached to confirm report {0}.</p>"
)


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def weight(address: str) -> int:
    """Of a file that a page names; fonts are compressed in themselves."""
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    kind = (mimetypes.guess_type(address)[0] or "").encode()
    return len(encodings.forms(Path(found).read_bytes(), kind, for_ever=True)[-1])


@pytest.mark.django_db
def test_the_first_view_of_a_long_story_is_small(client: Client) -> None:
    story = factories.story("A long night at the line of contact", lead=TEXT.format(0, 3) * 2)
    for number in range(1, 31):
        factories.update(story, TEXT.format(number, number * 7 % 11) * 2)

    answer = client.get(f"/news/{story.path}/")

    html = answer.content.decode()
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2))"', html))
    page = encodings.forms(answer.content, b"text/html", for_ever=False)[encodings.BROTLI]
    heads = HEAD * (1 + len(named))
    assert len(named) < REQUESTS, named
    assert len(answer.serialize_headers()) < HEAD
    sent = len(page) + sum(map(weight, named)) + heads
    assert sent <= FIRST_VIEW


def test_all_script_for_readers_is_small() -> None:
    entries = (plan.ROOT / "static/js/pages").glob("*.js")

    total = sum(packed(script(entry).encode()) for entry in entries)

    assert 0 < total < ALL_SCRIPT


def test_pages_for_readers_take_script_from_one_place_only() -> None:
    templates = [*(plan.ROOT / "templates/reader").rglob("*.html")]
    templates += (plan.ROOT / "templates/letters").rglob("*.html")

    named = {
        path
        for template in templates
        for path in re.findall(r"static '(js/[^']+)'", template.read_text(encoding="utf-8"))
    }

    assert named == {"js/pages/public.js"}


def test_no_sheet_asks_anybody_else_for_anything() -> None:
    sheets = (plan.ROOT / "static/css").rglob("*.css")

    asked = {
        address
        for sheet in sheets
        for address in re.findall(r"(?:url\(|@import )[\"']?(https?:|//)", sheet.read_text("utf-8"))
    }

    assert asked == set()
