"""The files of our type: each letter and sign of Western European languages has one."""

import re

from tests.building import plan

RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
QUOTES_AND_DASHES = "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014"
LETTERS = {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xC0, 0x100)), *"Œœ"}
WRITTEN = LETTERS | {*QUOTES_AND_DASHES, *"…€£§°«»¿¡"}


def upright() -> list[set[str]]:
    """What each file that is not slanted is fetched for."""
    sheet = (plan.ROOT / "static/css/fonts.css").read_text(encoding="utf-8")
    faces = [face for face in sheet.split("@font-face")[1:] if "italic" not in face]
    named = [RANGE.findall(face) for face in faces]
    return [
        {
            chr(sign)
            for first, last in found
            for sign in range(int(first, 16), int(last or first, 16) + 1)
        }
        for found in named
        if found
    ]


def test_every_sign_stands_in_exactly_one_file() -> None:
    files = upright()

    places = {sign: sum(sign in file for file in files) for sign in WRITTEN}

    assert {sign for sign, count in places.items() if count != 1} == set()


def test_a_page_of_plain_news_needs_the_first_file_alone() -> None:
    first = upright()[0]

    text = "Où est le chef? asked 3 people (of 12) at Çankaya; it is 40% or £5, say some… [2] & on!"

    assert {*text, *QUOTES_AND_DASHES} <= first
