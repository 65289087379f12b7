"""What every format owes to every page; a new format is held to it without an edit here."""

import pytest

from incidents.formats import Format, by_suffix, every
from incidents.record.pages import Page, StoryPage
from incidents.text.sanitise import plain
from tests.formats.entries import update
from tests.formats.pages import PAGES, SITE, story
from tests.formats.reading import text_in
from tests.formats.saying import said

FORMATS = pytest.mark.parametrize("format_", every(), ids=lambda format_: format_.suffix)
KINDS = pytest.mark.parametrize("name", PAGES)


@FORMATS
@KINDS
def test_a_page_can_be_read_back_with_all_that_it_says(format_: Format, name: str) -> None:
    page = _carried(format_, name)

    found = " ".join(text_in(format_, format_.write(page, SITE)).split())

    assert [text for text in said(page) if text not in found] == []


@FORMATS
@KINDS
def test_a_page_is_always_written_the_same(format_: Format, name: str) -> None:
    page = _carried(format_, name)

    assert format_.write(page, SITE) == format_.write(page, SITE)


@FORMATS
@KINDS
def test_a_page_names_its_other_formats(format_: Format, name: str) -> None:
    page = _carried(format_, name)

    found = text_in(format_, format_.write(page, SITE))

    others = [other for other in every() if other.suffix != format_.suffix]
    assert [other for other in others if other.address(page) not in found] == []


@FORMATS
@KINDS
def test_a_document_is_utf_8_text_and_ends_its_last_line(format_: Format, name: str) -> None:
    document = format_.write(_carried(format_, name), SITE)

    assert document.encode().endswith(b"\n")
    assert "\r" not in document


@FORMATS
def test_a_retracted_story_is_its_title_and_its_tombstone(format_: Format) -> None:
    page = _carried(format_, "retracted story")
    assert isinstance(page, StoryPage)

    found = text_in(format_, format_.write(page, SITE))

    assert page.printed_headline in found
    assert page.retraction_reason in found
    withheld = [plain(page.lead_html), "Water at gauge", "Bulletin", "Reservoir", "Upper Valley"]
    assert [text for text in withheld if text in found] == []


@FORMATS
def test_a_retracted_update_keeps_number_and_reason_and_nothing_else(format_: Format) -> None:
    wording = "A sentence that was taken back"
    html, reason = f"<p>{wording}.</p>", "Withdrawn for good reason"
    retracted = update(1, retracted=True, reason=reason, html=html, headline=wording)
    page = story(updates=(retracted,))

    found = text_in(format_, format_.write(page, SITE))

    assert "Withdrawn for good reason" in found
    assert wording not in found


@FORMATS
def test_text_that_is_not_held_is_said_so_and_never_made_up(format_: Format) -> None:
    page = _carried(format_, "story whose text is not held")

    assert "Text not held" in text_in(format_, format_.write(page, SITE))


@FORMATS
def test_a_frozen_page_says_its_version_and_the_newest(format_: Format) -> None:
    page = story(version=2, newest_version=87, frozen=story().changes[2])

    found = text_in(format_, format_.write(page, SITE))

    assert "87" in found
    assert "2" in found


@FORMATS
def test_a_format_is_known_by_its_suffix(format_: Format) -> None:
    assert by_suffix(format_.suffix) is format_
    assert format_.content_type.startswith(format_.media_type)
    assert format_.label


def test_formats_stand_in_their_order() -> None:
    assert [format_.label for format_ in every()][:3] == ["JSON", "XML", "Markdown"]
    assert by_suffix("doc") is None


def _carried(format_: Format, name: str) -> Page:
    page = PAGES[name]
    if not format_.supports(page):
        pytest.skip(f"{format_.label} does not carry a page of this kind")
    return page
