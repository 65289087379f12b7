"""Every name that a client may rely on stands in the documentation."""

import json
from collections.abc import Iterator
from pathlib import Path

from incidents.formats.as_json import JsonFormat
from tests.formats.pages import PAGES, SITE

WRITTEN = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")


def test_every_name_in_json_is_documented() -> None:
    documents = [json.loads(JsonFormat().write(page, SITE)) for page in PAGES.values()]

    names = {name for document in documents for name in _names(document)}

    assert {name for name in names if f"`{name}`" not in WRITTEN} == set()


def test_every_type_of_page_is_documented() -> None:
    documents = [json.loads(JsonFormat().write(page, SITE)) for page in PAGES.values()]

    types = {document["type"] for document in documents}

    assert {name for name in types if f'"{name}"' not in WRITTEN} == set()


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "formats":
                yield name
                yield from _names(part)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)
