"""A module placed in the package is a format; nothing else is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import incidents.formats
from incidents.formats import by_suffix, every
from incidents.formats._format import SuffixTakenError
from tests.formats.pages import PAGES, SITE
from tests.formats.reading import text_in

NEW = '''
"""Headlines alone."""

from incidents.formats import Format, Site
from incidents.record.pages import Page, StoryPage


class HeadlineFormat(Format):
    suffix = "{suffix}"
    label = "Headline"
    media_type = "text/plain"
    order = 15

    def supports(self, page: Page) -> bool:
        return isinstance(page, StoryPage)

    def write(self, page: Page, site: Site) -> str:
        return page.printed_headline + "\\n"
'''


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules belong to the package as long as the test runs."""
    monkeypatch.setattr(incidents.formats, "__path__", [*incidents.formats.__path__, str(tmp_path)])
    every.cache_clear()
    yield tmp_path
    every.cache_clear()


def test_a_new_module_is_a_format_of_every_page_it_supports(room: Path) -> None:
    (room / "as_headline.py").write_text(NEW.format(suffix="txt"))

    found = by_suffix("txt")

    assert found is not None
    assert [format_.suffix for format_ in every()] == ["json", "txt", "xml", "md"]
    assert found.write(PAGES["story"], SITE).startswith("Dam gates open")
    for suffix in ("json", "xml", "md"):
        other = by_suffix(suffix)
        assert other is not None
        address = found.address(PAGES["story"])
        assert address in text_in(other, other.write(PAGES["story"], SITE))
        assert ".txt" not in text_in(other, other.write(PAGES["day"], SITE))


@pytest.mark.parametrize("suffix", ["json", "html"])
def test_a_suffix_belongs_to_one_format(room: Path, suffix: str) -> None:
    (room / f"as_second_{suffix}.py").write_text(NEW.format(suffix=suffix))

    with pytest.raises(SuffixTakenError, match=suffix):
        every()
