"""Articles as plain text."""

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.intake.given import Write, items, only, read, refusals, remarks

DAY = dt.date(2021, 5, 4)
ARTICLE = """Bridge closed after collision

River town -- A picture of the bridge taken by the harbour master, May 3, 2021.

A barge has struck the bridge.

Workers look at the damage (file photo)

Workers look at the damage (file photo)

The mayor said: “It will take weeks.”

What comes next?

The bridge will be examined on Friday, and nobody knows for how long.

Read more: Ferry sinks

Leave a Reply

Name *
"""


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_sample_articles_have_the_captions_and_sections_found_by_hand(
    shared: Path, seed: int
) -> None:
    facts = json.loads((shared / "facts" / "seed_facts.json").read_text())["seeds"][seed]
    path = shared / "seeds" / facts["file"]

    item = only(read("article-text", path, date=dt.date(2020, 9, 28)))

    state = item.states[0]
    assert state.headline == facts["headline"]
    assert list(state.captions) == [caption["text"] for caption in facts["captions"]]
    assert re.findall("<h2>(.*?)</h2>", state.lead) == [s["title"] for s in facts["sections"]]


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_every_line_of_the_sample_articles_is_in_the_body_or_in_a_remark(
    shared: Path, seed: int
) -> None:
    facts = json.loads((shared / "facts" / "seed_facts.json").read_text())["seeds"][seed]
    path = shared / "seeds" / facts["file"]

    outcomes = read("article-text", path, date=dt.date(2020, 9, 28))

    body = unescape(items(outcomes)[0].states[0].lead)
    remarked = {remark.line for remark in remarks(outcomes)}
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        text = line.strip()
        is_meter = number < 5 and text.endswith("$")
        if text and text != facts["headline"] and not is_meter:
            assert text in body or number in remarked


def test_a_caption_glued_to_text_stays_where_it_is_printed(shared: Path) -> None:
    path = next((shared / "seeds").glob("002_*.txt"))

    outcomes = read("article-text", path, date=dt.date(2022, 9, 13))

    assert "Armenia.An Armenian soldier fires" in items(outcomes)[0].states[0].lead
    assert any(remark.line == 15 and "glued" in remark.reason for remark in remarks(outcomes))


def test_an_article_is_taken_apart(written: Write) -> None:
    item = only(read("article-text", written(ARTICLE), date=DAY))

    state = item.states[0]

    assert state.lead.splitlines() == [
        "<p>A barge has struck the bridge.</p>",
        "<p>The mayor said: “It will take weeks.”</p>",
        "<h2>What comes next?</h2>",
        "<p>The bridge will be examined on Friday, and nobody knows for how long.</p>",
    ]
    assert len(state.captions) == 2
    assert state.at == dt.datetime(2021, 5, 4, tzinfo=dt.UTC)


def test_without_a_date_the_option_is_asked_for(written: Write) -> None:
    (refusal,) = refusals(read("article-text", written(ARTICLE)))

    assert "--date" in refusal.reason


def test_a_printed_date_and_byline_are_read(written: Write) -> None:
    text = (
        "Bridge closed\n\nBy Vesna Kos\n\nPublished 4 May 2021\n\nA barge has struck the bridge.\n"
    )

    item = only(read("article-text", written(text), time_zone="Europe/Zagreb"))

    assert item.date == DAY
    assert item.states[0].byline == "Vesna Kos"
    assert item.states[0].at == dt.datetime(2021, 5, 3, 22, tzinfo=dt.UTC)


def test_an_impossible_date_is_refused(written: Write) -> None:
    text = "Bridge closed\n\n31 April 2021\n\nA barge has struck the bridge.\n"

    (refusal,) = refusals(read("article-text", written(text)))

    assert refusal.line == 3


def test_a_long_paragraph_printed_twice_stays_twice(written: Write) -> None:
    twice = "The barge came at dawn. It struck the third pillar. Nobody was on the bridge then.\n\n"

    item = only(read("article-text", written("Bridge closed\n\n" + twice * 2), date=DAY))

    assert item.states[0].lead.count("It struck") == 2


def test_a_dateline_is_no_caption(written: Write) -> None:
    text = "Bridge closed\n\nRIVER TOWN -- A barge struck it on May 3, 2021.\n\nNobody was hurt.\n"

    state = only(read("article-text", written(text), date=DAY)).states[0]

    assert state.captions == ()
    assert "RIVER TOWN" in state.lead


def test_markup_in_text_is_text(written: Write) -> None:
    text = "A <b>bold</b> claim\n\nHe wrote <script>alert(1)</script> & left.\n"

    state = only(read("article-text", written(text), date=DAY)).states[0]

    assert state.headline == "A <b>bold</b> claim"
    assert "&lt;script&gt;" in state.lead


@pytest.mark.parametrize(
    "text", ["0 $\n5 $\n", "Bridge closed\n", "Bridge closed\n\nLeave a Reply\n"]
)
def test_a_page_without_an_article_is_refused(written: Write, text: str) -> None:
    outcomes = read("article-text", written(text), date=DAY)

    assert not items(outcomes)
    assert len(refusals(outcomes)) == 1
