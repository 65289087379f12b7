"""Version histories of index pages as JSON lines."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from tests.intake.given import items, only, read, refusals, remarks


def version(**changes: object) -> dict[str, object]:
    return {
        "at": "2021-05-04T10:00:00Z",
        "url": "/news/2021/05/4/桥.md",
        "title": "桥关闭。",
        "topic": "桥",
        "sources": [{"name": "河报", "url": "http://he.example/1"}],
    } | changes


def line(*versions: object, **changes: object) -> str:
    return json.dumps({"date": "2021-05-04", "versions": list(versions)} | changes) + "\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "versions.jsonl"


def test_every_sample_state_is_kept_in_its_order(shared: Path) -> None:
    path = shared / "data" / "page-versions-zh.jsonl.gz"
    rows = [json.loads(row) for row in gzip.decompress(path.read_bytes()).splitlines()]

    found = items(read("page-versions", path))

    assert len(found) == len(rows)
    assert sum(len(item.states) + item.unchanged for item in found) == 14270
    assert len({item.key for item in found}) == len(rows)
    for item, row in zip(found, rows, strict=True):
        assert [state.headline for state in item.states] == [
            state["title"].strip() for state in row["versions"]
        ]


def test_the_sources_of_the_sample_keep_their_printed_names(shared: Path) -> None:
    path = shared / "data" / "page-versions-zh.jsonl.gz"
    rows = [json.loads(row) for row in gzip.decompress(path.read_bytes()).splitlines()]

    found = items(read("page-versions", path))

    for item, row in zip(found, rows, strict=True):
        for state, printed in zip(item.states, row["versions"], strict=True):
            names = [source["name"].strip() for source in printed["sources"]]
            assert [source.outlet for source in state.sources[: len(names)]] == names


def test_a_state_that_looks_the_same_is_counted_and_left_out(path: Path) -> None:
    first = version(at="2021-05-03T10:00:00Z", topic="")
    path.write_text(line(version(), version(at="2021-05-05T10:00:00Z"), first))

    outcomes = read("page-versions", path)

    item = items(outcomes)[0]
    assert (len(item.states), item.unchanged) == (2, 1)
    assert "order of time" in remarks(outcomes)[0].reason


def test_a_story_that_goes_to_and_fro_keeps_all_its_states(path: Path) -> None:
    states = [version(at=f"2021-05-04T10:{n:02}:00Z", title=f"Title {n % 2}") for n in range(40)]
    path.write_text(line(*states))

    assert len(only(read("page-versions", path)).states) == 40


def test_addresses_keep_other_scripts_and_name_the_story(path: Path) -> None:
    path.write_text(
        line(version(), version(at="2021-05-05T10:00:00Z", url="/news/2021/05/4/大桥.md"))
    )

    item = only(read("page-versions", path))

    assert item.key == "2021/05/04/桥"
    assert [state.address for state in item.states] == ["2021/05/04/桥", "2021/05/04/大桥"]


def test_the_cover_is_a_source_and_an_empty_name_becomes_the_host(path: Path) -> None:
    sources = [
        {"name": "", "url": "http://he.example/1"},
        {"name": "纸", "url": "page 4"},
        {"name": "Relay"},
    ]
    path.write_text(line(version(sources=sources, cover_image="http://he.example/a.jpg")))

    found = only(read("page-versions", path)).states[0].sources

    assert [(s.outlet, s.title, s.url) for s in found] == [
        ("he.example", "", "http://he.example/1"),
        ("纸", "page 4", ""),
        ("Relay", "", ""),
        ("Cover Image", "", "http://he.example/a.jpg"),
    ]


def test_language_and_zone_are_set_and_can_be_chosen(path: Path) -> None:
    path.write_text(line(version()))

    usual = only(read("page-versions", path))
    chosen = only(read("page-versions", path, language="yue", time_zone="Asia/Hong_Kong"))

    assert (usual.language, usual.time_zone) == ("zh", "UTC")
    assert (chosen.language, chosen.time_zone) == ("yue", "Asia/Hong_Kong")


def test_two_stories_with_one_first_address_are_both_kept_and_a_double_is_not(path: Path) -> None:
    other = version(at="2021-06-01T10:00:00Z", title="另一个")
    path.write_text(line(version()) + line(other) + line(version()) + line(other))

    outcomes = read("page-versions", path)

    assert len({item.key for item in items(outcomes)}) == 2
    assert [remark.line for remark in remarks(outcomes)] == [3, 4]


def test_a_description_is_the_text_of_the_story(path: Path) -> None:
    path.write_text(line(version(description="A barge & a bridge.")))

    state = only(read("page-versions", path)).states[0]

    assert state.lead == "<p>A barge &amp; a bridge.</p>"


def test_a_missing_date_is_read_from_the_address(path: Path) -> None:
    path.write_text(line(version(), date=None))

    assert only(read("page-versions", path)).date == dt.date(2021, 5, 4)


@pytest.mark.parametrize(
    "bad",
    [
        line(),
        line(version(at="2021-02-30T10:00:00Z")),
        line(version(at=5)),
        line(version(title="")),
        line(version(title=None)),
        line(version(title="x" * 2001)),
        line(version(url="/about.md")),
        line(version(url="/news/2021/02/30/a.md")),
        line(version(sources="none")),
        line(version(sources=["none"])),
        line(version(sources=[{}])),
        line(version(topic=["a"])),
        line("text"),
        line(version(), date="2021-13-01"),
        json.dumps({"date": "2021-05-04", "versions": {}}) + "\n",
        line(version(title="a\u0000b")),
        '{"versions": [{"title": "\\ud800"}]}\n',
        "[]\n",
        "{broken\n",
        "[" * 100_000 + "\n",
        "9" * 5000 + "\n",
    ],
)
def test_a_bad_line_is_refused_whole_and_the_rest_is_imported(path: Path, bad: str) -> None:
    path.write_text(line(version()) + bad + line(version(url="/news/2021/05/4/other.md")))

    outcomes = read("page-versions", path)

    (refusal,) = refusals(outcomes)
    assert refusal.line == 2
    assert len(refusal.reason) > 10
    assert len(items(outcomes)) == 2
