"""Sheets put together: each file once, addresses right, and the same to a browser."""

from pathlib import Path

import pytest

from newsroom.static_files.refusals import BundleError
from newsroom.static_files.sheets import sheet


def written(folder: Path, **files: str) -> Path:
    """A folder `css` with sheets, and the entry `pages/all.css`."""
    (folder / "css/pages").mkdir(parents=True)
    for name, text in files.items():
        place = "pages/all" if name == "entry" else name
        (folder / f"css/{place}.css").write_text(text, encoding="utf-8")
    return folder / "css/pages/all.css"


def test_what_a_sheet_imports_stands_in_its_place_once(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='@import "../base.css";\n@import "../more.css";\np { top: 0 }',
        base="a { left: 0 }",
        more='@import "base.css";\nb { right: 0 }',
    )

    found = sheet(entry)

    assert found == "a{left: 0}b{right: 0}p{top: 0}\n"


def test_a_sheet_for_paper_alone_stands_in_a_rule_for_paper(tmp_path: Path) -> None:
    entry = written(tmp_path, entry='@import "../paper.css" print;', paper="a { left: 0 }")

    found = sheet(entry)

    assert found == "@media print{a{left: 0}}\n"


def test_addresses_are_seen_from_the_sheet_that_is_sent(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='@import "../base.css";',
        base='@font-face { src: url("../fonts/a.woff2") } a { background: url(data:image/gif,x) }',
    )

    found = sheet(entry)

    assert 'url("../../fonts/a.woff2")' in found
    assert "url(data:image/gif,x)" in found


def test_strings_and_spaces_that_matter_stay(tmp_path: Path) -> None:
    text = (
        'a::before { content: "  /* no note */ ;"; } /* a note */\n.b .c > d, e { margin: 0  1px }'
    )

    found = sheet(written(tmp_path, entry=text))

    assert found == 'a::before{content: "  /* no note */ ;";}.b .c>d,e{margin: 0 1px}\n'


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    entry = written(tmp_path, entry='@import "../gone.css";')

    with pytest.raises(BundleError, match=r"all\.css: imports .*gone\.css"):
        sheet(entry)
