"""Numbered advisories as JSON lines."""

import datetime as dt
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.intake.given import items, only, read, refusals, remarks

BODY = """ZCZC XXXTCPAT1 ALL
TTAA00 KXXX DDHHMM

BULLETIN
Tropical Storm Ada Advisory Number   1
NWS Example Hurricane Center Springfield       AL992021
1100 AM EDT Tue May 04 2021

...ADA FORMS FAR FROM
LAND...
...NO THREAT


SUMMARY OF 1100 AM EDT...1500 UTC...INFORMATION
-----------------------------------------------
LOCATION...25.0N 60.0W
ABOUT 400 MI...645 KM E OF NOWHERE


WATCHES AND WARNINGS
--------------------
A warning is in effect for the following places on the coast...
* North Point, South Point and the whole of the coast that lies
between the two
* East Point


DISCUSSION
----------
Ada is moving slowly over open water, toward the west-
northwest near 5 mph.


NEXT ADVISORY
-------------
Next complete advisory at 500 PM EDT.

$$
Forecaster Lovelace

NNNN"""


def row(**changes: object) -> dict[str, object]:
    return {
        "story": "AL992021",
        "name": "Ada",
        "status": "Tropical Storm",
        "update": "1",
        "utc": "2021-05-04T15:00:00Z",
        "printed_time": "1100 AM EDT Tue May 04 2021",
        "body": BODY,
        "local": "2021-05-04T11:00-04:00",
    } | changes


def later(**changes: object) -> dict[str, object]:
    return (
        row(update="1A", utc="2021-05-04T18:00:00Z", printed_time="200 PM EDT Tue May 04 2021")
        | changes
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "advisories.jsonl"


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_every_sample_row_is_an_update_and_the_wrong_times_are_reported(shared: Path) -> None:
    path = shared / "data" / "weather-advisories.jsonl.gz"

    outcomes = read("advisories", path)

    found = items(outcomes)
    assert not refusals(outcomes)
    assert sum(len(item.states[-1].updates) for item in found) == 1025
    assert max(len(item.states[-1].updates) for item in found) == 101
    wrong = [remark.line for remark in remarks(outcomes) if "utc" in remark.reason]
    assert wrong == [476, 511, 519, 534]


def test_labels_and_local_times_of_the_sample_are_as_printed(shared: Path) -> None:
    path = shared / "data" / "weather-advisories.jsonl.gz"
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    expected = Counter((row["update"], dt.datetime.fromisoformat(row["local"])) for row in rows)

    found = items(read("advisories", path))

    updates = [update for item in found for update in item.states[-1].updates]
    assert Counter((update.label, update.at) for update in updates) == expected
    for item in found:
        assert [update.number for update in item.states[-1].updates] == list(
            range(1, len(item.states) + 1)
        )


def test_rows_without_an_id_join_the_story_that_their_bulletin_prints(shared: Path) -> None:
    path = shared / "data" / "weather-advisories.jsonl.gz"

    found = {item.key: item for item in items(read("advisories", path))}

    assert "Gordon" in found["AL072018"].states[-1].headline
    assert "Florence" in found["AL062018"].states[-1].headline


def test_a_bulletin_becomes_headline_sections_lists_and_paragraphs(path: Path) -> None:
    item = only(read("advisories", write(path, row())))

    (update,) = item.states[0].updates

    assert update.headline == "ADA FORMS FAR FROM LAND; NO THREAT"
    places = "North Point, South Point and the whole of the coast that lies between the two"
    assert update.body.splitlines() == [
        "<h3>SUMMARY OF 1100 AM EDT...1500 UTC...INFORMATION</h3>",
        "<p>LOCATION...25.0N 60.0W<br>ABOUT 400 MI...645 KM E OF NOWHERE</p>",
        "<h3>WATCHES AND WARNINGS</h3>",
        "<p>A warning is in effect for the following places on the coast...</p>",
        f"<ul><li>{places}</li><li>East Point</li></ul>",
        "<h3>DISCUSSION</h3>",
        "<p>Ada is moving slowly over open water, toward the west-northwest near 5 mph.</p>",
        "<h3>NEXT ADVISORY</h3>",
        "<p>Next complete advisory at 500 PM EDT.</p>",
        "<p>Forecaster Lovelace</p>",
    ]
    assert item.states[0].sources[0].outlet == "NWS Example Hurricane Center Springfield"
    assert item.states[0].sources[0].kind == "official"
    assert update.cites == (1,)


def test_rows_of_a_story_may_lie_apart_and_out_of_order(path: Path) -> None:
    write(path, later(name="Bea", story="AL982021"), later(status="Hurricane"), row())

    found = {item.key: item for item in items(read("advisories", path))}

    ada = found["AL992021"]
    assert [update.label for update in ada.states[-1].updates] == ["1", "1A"]
    assert [state.headline for state in ada.states] == ["Tropical Storm Ada", "Hurricane Ada"]


def test_the_printed_time_wins_and_midnight_is_twelve_at_night(path: Path) -> None:
    write(path, row(printed_time="1200 AM EDT Tue May 04 2021", utc="2021-05-04T16:00:00Z"))

    outcomes = read("advisories", path)

    assert only(outcomes).states[0].at == dt.datetime(2021, 5, 4, 4, tzinfo=dt.UTC)
    assert "utc" in remarks(outcomes)[0].reason


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("AST", "America/Puerto_Rico"),
        ("CDT", "America/Chicago"),
        ("PDT", "America/Los_Angeles"),
        ("HST", "Pacific/Honolulu"),
    ],
)
def test_each_update_has_the_zone_of_its_label(path: Path, label: str, zone: str) -> None:
    write(path, row(printed_time=f"1100 AM {label} Tue May 04 2021", utc=None))

    item = only(read("advisories", path))

    assert item.time_zone == zone
    assert item.states[0].updates[0].zone == zone
    assert item.states[0].updates[0].printed == f"1100 AM {label}"


def test_a_second_row_of_one_number_is_refused_and_the_first_stands(path: Path) -> None:
    write(path, row(), later(update="1"))

    outcomes = read("advisories", path)

    (refusal,) = refusals(outcomes)
    assert (refusal.line, len(items(outcomes)[0].states)) == (2, 1)
    assert "twice" in refusal.reason


def test_a_corrected_bulletin_takes_the_place_of_the_one_it_corrects(path: Path) -> None:
    corrected = BODY.replace("Number   1", "Number   1...Corrected").replace("slowly", "fast")
    write(path, row(), row(body=corrected))

    item = only(read("advisories", path))

    assert len(item.states) == 2
    assert [len(state.updates) for state in item.states] == [1, 1]
    assert "moving fast" in item.states[1].updates[0].body


def test_a_row_without_an_id_is_named_by_name_and_year_at_last(path: Path) -> None:
    write(path, row(story="<NA>", body=BODY.replace("AL992021", "")))

    item = only(read("advisories", path))

    assert item.key == "Ada 2021"


@pytest.mark.parametrize(
    "change",
    [
        {"printed_time": "soon"},
        {"printed_time": "1100 AM XQT Tue May 04 2021"},
        {"printed_time": "1100 AM EDT Tue Feb 30 2021"},
        {"printed_time": "2700 AM EDT Tue May 04 2021"},
        {"printed_time": None},
        {"update": 7},
        {"update": ""},
        {"update": "<NA>"},
        {"update": "1" * 21},
        {"body": ["a"]},
        {"body": " "},
        {"name": None},
        {"status": {}},
        {"story": 5},
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_rest_imported(
    path: Path, change: dict[str, object]
) -> None:
    write(path, row(), later() | change)

    outcomes = read("advisories", path)

    assert len(items(outcomes)) == 1
    assert [refusal.line for refusal in refusals(outcomes)] == [2]
