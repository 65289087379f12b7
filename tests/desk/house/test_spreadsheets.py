"""Tables that leave the desk hold no cell that a spreadsheet program would compute."""

import csv
import io

import pytest

from incidents.desk.house.spreadsheets import cell, table

DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\ttext", "\rtext"),
    *(" =1", "  +1", '"=1', "'=1", '" =1', "' @x", "\u00a0=1", "\u200b=1", "\ufeff=1", "“=1"),
    *(
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        "-2+3+cmd|' /C calc'!A0",
        '=HYPERLINK("http://x","y")',
    ),
]
HARMLESS = ["", "Update 3", "1430", "5 - 3", "a=b", "Nagorno-Karabakh", "https://x.example/?a=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_nothing_is_an_empty_cell_and_a_number_is_its_digits() -> None:
    assert (cell(None), cell(7)) == ("", "7")


def test_a_table_can_be_read_back_whatever_stands_in_it() -> None:
    rows = [("a;b,c", 'say "no"', "two\nlines"), ("=1", "é", 3)]

    text = "".join(table(["One", "Two", "Three"], rows))

    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [
        ["One", "Two", "Three"],
        ["a;b,c", 'say "no"', "two\nlines"],
        ["'=1", "é", "3"],
    ]
    assert text.count("\r\n") == 3


def test_a_table_is_written_row_by_row() -> None:
    taken = []

    def rows() -> object:
        for number in range(3):
            taken.append(number)
            yield (number,)

    lines = table(["Number"], rows())  # type: ignore[arg-type]
    next(lines)
    next(lines)

    assert taken == [0]
