"""What style sheets say comes from the catalogue of the language, as every other word."""

import re

import pytest

from newsroom.static_files import words
from tests.building import plan
from tests.reader.languages import pseudo

CONTENT = re.compile(r"\bcontent:([^;}]*)")
STRING = re.compile('"([^"]*)"')


def said(sheet: str) -> list[str]:
    """Words that a sheet puts into pages by itself."""
    return [
        word
        for content in CONTENT.findall(sheet)
        for word in STRING.findall(content)
        if any(map(str.isalpha, word))
    ]


def test_no_sheet_has_words_of_its_own() -> None:
    sheets = (plan.ROOT / "static/css").rglob("*.css")

    found = {sheet.name: said(sheet.read_text(encoding="utf-8")) for sheet in sheets}

    assert {name: words for name, words in found.items() if words} == {}
    assert said('a::after { content: "" attr(data-x) "Show it"; }') == ["Show it"]


def test_what_the_sheets_say_is_told_to_them_and_nothing_else() -> None:
    sheets = (plan.ROOT / "static/css").rglob("*.css")

    asked = {
        name
        for sheet in sheets
        for name in re.findall(r"var\(--say-([a-z-]+)\)", sheet.read_text(encoding="utf-8"))
    }

    assert asked == set(re.findall(r"--say-([a-z-]+):", words.tokens()))


def test_the_words_are_those_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    pseudo.spoken(monkeypatch)

    told = words.tokens()

    assert f'--say-show-text:"{pseudo.OPEN}Show the text{pseudo.CLOSE}"' in told
    assert f'--say-moved-from:"{pseudo.OPEN}Moved from paragraph "' in told
    assert f'--say-moved-to:"{pseudo.CLOSE}"' in told


def test_no_word_ends_its_string(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_said", lambda: {"show-text": 'a"}\\\n<b'})

    assert words.tokens() == ':root{--say-show-text:"a\\22 }\\5c \\a \\3c b"}\n'
