"""One story and one day in every format, kept as files: a changed byte is a decision.

After such a decision: `UPDATE_GOLDEN=1 .venv/bin/pytest tests/formats/test_golden.py`.
"""

import os
from pathlib import Path

import pytest

from incidents.formats import Format, every
from tests.formats.pages import PAGES, SITE

GOLDEN = Path(__file__).parent / "golden"
KEPT = {"json", "md", "xml"}
NAMES = (
    *("story", "outstanding story", "story with pictures"),
    *("day", "update", "comparison"),
)


@pytest.mark.parametrize(
    "format_",
    [format_ for format_ in every() if format_.suffix in KEPT],
    ids=lambda format_: format_.suffix,
)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_written_as_it_was(format_: Format, name: str) -> None:
    kept = GOLDEN / f"{name}.{format_.suffix}"

    written = format_.write(PAGES[name], SITE)

    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(written)
    assert written == kept.read_text()
