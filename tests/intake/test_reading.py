"""Files of every condition, and what every source must bear."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from incidents.intake import _reading
from incidents.intake._source import Options, WholeSource, discover
from tests.intake.given import items, read, refusals

LIVE = "Bridge closed\n4 May 2021\n\nUpdate 1 1800 CEST\n\nSome text.\n"
BEARABLE = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = sorted(n for n, source in discover().items() if not isinstance(source, WholeSource))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)
FIELDS = ["date", "versions", "story", "name", "status", "update", "printed_time", "body", "utc"]
PIECES = st.sampled_from(
    ["Update 1 1800 CET", "Update", "======", "4 May 2021", "# T", "### Sources:", "1. [a](b)",
     "### [a](/news/2021/05/4/a.md)", "1. [a](", "source: x", "Leave a Reply", "(file image)", "",
     "Text.", "Update 99:99", "31 February 2021", "_Context: a_", "0 $", "\u00a0",
     "Update 1 2400 Z"]
)  # fmt: skip


def test_every_source_has_a_name_and_one_line_that_describes_it() -> None:
    found = discover()

    assert {
        "advisories",
        "article-text",
        "context-markdown",
        "liveblog-text",
        "page-versions",
    } <= set(found)
    for name, source in found.items():
        assert source.name == name
        assert source.description
        assert "\n" not in source.description
        assert source.takes <= {"date", "time_zone", "language", "key"}


@pytest.mark.parametrize("name", NAMES)
def test_files_that_cannot_be_read_are_refused_with_advice(name: str, tmp_path: Path) -> None:
    empty, packed = tmp_path / "empty", tmp_path / "cut.gz"
    empty.write_bytes(b"")
    packed.write_bytes(gzip.compress(LIVE.encode() * 100)[:-20])

    for path in (tmp_path / "missing", tmp_path, empty, packed):
        outcomes = read(name, path)

        assert not items(outcomes)
        assert refusals(outcomes)


def test_packed_files_are_known_by_their_content(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(gzip.compress(LIVE.encode()))

    assert len(items(read("liveblog-text", path))) == 1


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + LIVE.replace("\n", "\r\n").encode())

    (item,) = items(read("liveblog-text", path))

    assert item.states[0].headline == "Bridge closed"
    assert item.states[0].updates[0].line == 4


def test_bytes_that_are_no_text_are_refused_with_line_and_offset(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(LIVE.encode().replace(b"Some", b"S\xe9me"))

    (refusal,) = refusals(read("liveblog-text", path))

    assert refusal.line == 6
    assert f"byte {path.read_bytes().index(0xE9)} (0xE9)" in refusal.reason


def test_a_line_of_json_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = b'{"versions":[{"at":"2021-05-04","url":"/news/2021/05/4/a","title":"T"}]}\n'
    path.write_bytes(good.replace(b"T", b"\xff") + good)

    outcomes = read("page-versions", path)

    assert [refusal.line for refusal in refusals(outcomes)] == [1]
    assert len(items(outcomes)) == 1


def test_utf_16_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(LIVE.encode("utf-16"))

    (refusal,) = refusals(read("liveblog-text", path))

    assert "UTF-16" in refusal.reason


def test_a_zero_byte_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(LIVE.replace("Some", "So\0me"))

    (refusal,) = refusals(read("liveblog-text", path))

    assert refusal.line == 6


def test_an_overlong_line_is_refused_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_reading, "LONGEST_LINE", 200)
    path = tmp_path / "rows.jsonl"
    good = '{"versions":[{"at":"2021-05-04","url":"/news/2021/05/4/a","title":"T"}]}\n'
    path.write_text('{"a": "' + "x" * 1000 + '"}\n' + good)

    outcomes = read("page-versions", path)

    assert [refusal.line for refusal in refusals(outcomes)] == [1]
    assert items(outcomes)[0].line == 2


def test_an_overlong_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_reading, "LONGEST_PAGE", 20)
    path = tmp_path / "page.txt"
    path.write_text(LIVE)

    assert "larger" in refusals(read("liveblog-text", path))[0].reason


@pytest.mark.parametrize("name", NAMES)
@BEARABLE
@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_source_fail(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)

    for outcome in discover()[name].read(path, Options()):
        assert outcome.line >= 1


@pytest.mark.parametrize("name", NAMES)
@BEARABLE
@given(lines=st.lists(PIECES, max_size=12))
def test_no_arrangement_of_printed_lines_makes_a_source_fail(
    name: str, lines: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "any"
    path.write_text("\n".join(lines))

    for outcome in discover()[name].read(path, Options()):
        assert outcome.line >= 1


@pytest.mark.parametrize("name", ["advisories", "page-versions"])
@BEARABLE
@given(rows=st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON), max_size=4))
def test_no_json_makes_a_source_fail(
    name: str, rows: list[dict[str, object]], tmp_path: Path
) -> None:
    path = tmp_path / "any"
    path.write_text("\n".join(json.dumps(row) for row in rows))

    for outcome in discover()[name].read(path, Options()):
        assert outcome.line >= 1
