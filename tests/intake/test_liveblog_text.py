"""Live pages as plain text."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.intake.given import Write, only, page, read, refusals, remarks, section

PAGE = """Bridge over the Sava closed after collision (Updated 3)
4 May 2021

Update 3 1800 CEST

The bridge is open again.

Update 2 - 15.30 CEST

Divers have found nothing.

Update 1 - 14:05 CEST

The harbour master has closed the bridge.


A barge has struck the bridge.
"""


def first_of(shared: Path) -> Path:
    return next((shared / "seeds").glob("000_*.txt"))


def test_the_sample_page_has_the_updates_that_were_counted_by_hand(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "seed_facts.json").read_text())["seeds"][0]

    item = only(read("liveblog-text", first_of(shared)))

    newest = item.states[-1]
    by_number = {update.number: update for update in newest.updates}
    assert newest.headline == facts["headline"]
    assert item.date.isoformat() == facts["date"]
    assert len(item.states) == facts["updates_found"] + 1
    for fact in facts["updates"]:
        update = by_number[fact["n"]]
        assert update.at == dt.datetime.fromisoformat(fact["at"])
        assert update.printed == fact["time_as_printed"]
        assert update.line == fact["heading_line"]
        assert len(update.body.splitlines()) == fact["blocks"]
        text = update.body.replace("<br>", " ").replace("<p>", "").replace("\u00a0", " ")
        assert text.startswith(fact["first_8_words"])


def test_the_sample_page_has_its_initial_report_before_the_first_update(shared: Path) -> None:
    item = only(read("liveblog-text", first_of(shared)))

    initial = item.states[0]

    assert len(initial.lead.splitlines()) == 2
    assert initial.updates == ()
    assert initial.at == dt.datetime(2017, 2, 24, 23, tzinfo=dt.UTC)
    assert item.time_zone == "Europe/Brussels"


def test_the_sample_page_keeps_its_typing_errors_and_its_quotation(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "seed_facts.json").read_text())["seeds"][0]

    item = only(read("liveblog-text", first_of(shared)))

    whole = "\n".join(update.body for update in item.states[-1].updates)
    for fact in facts["typos_kept_verbatim"]:
        assert fact["word"] in whole
    quoting = item.states[-1].updates[3].body
    assert quoting.count("<blockquote>") == 1
    assert quoting.split("<blockquote>")[1].count("<p>") >= 2
    assert "<footer>" not in whole


def test_the_fused_text_of_the_sample_page_is_all_that_is_remarked(shared: Path) -> None:
    outcomes = read("liveblog-text", first_of(shared))

    found = remarks(outcomes)

    assert [remark.line for remark in found] == [55]
    assert "possible.." in only(outcomes).states[-1].updates[1].body


def test_updates_are_put_into_the_order_of_time(written: Write) -> None:
    item = only(read("liveblog-text", written(PAGE)))

    newest = item.states[-1]

    assert [update.number for update in newest.updates] == [1, 2, 3]
    assert [len(state.updates) for state in item.states] == [0, 1, 2, 3]
    assert newest.headline == "Bridge over the Sava closed after collision"
    assert newest.lead == "<p>A barge has struck the bridge.</p>"


def test_an_update_after_midnight_stands_on_the_next_day(written: Write) -> None:
    text = page(
        section("Update 3 0100 CEST"), section("Update 2 0015 CEST"), section("Update 1 2330 CEST")
    )

    outcomes = read("liveblog-text", written(text))

    days = [update.at.isoformat()[:16] for update in only(outcomes).states[-1].updates]
    assert days == ["2021-05-04T23:30", "2021-05-05T00:15", "2021-05-05T01:00"]
    assert any("2021-05-05" in remark.reason for remark in remarks(outcomes))


def test_a_small_step_back_in_time_is_no_midnight(written: Write) -> None:
    text = page(section("Update 2 1405 CEST"), section("Update 1 1410 CEST"))

    outcomes = read("liveblog-text", written(text))

    item = only(outcomes)
    assert [update.at.day for update in item.states[-1].updates] == [4, 4]
    assert [state.at for state in item.states] == sorted(
        state.at for state in item.states if state.at
    )
    assert any("earlier than the update before it" in remark.reason for remark in remarks(outcomes))


def test_a_day_printed_in_a_heading_counts_for_that_update(written: Write) -> None:
    text = page(
        section("Update 2 - 6 January 09.00 GMT"),
        section("Update 1 0900 GMT"),
        date="30 December 2021",
    )

    item = only(read("liveblog-text", written(text)))

    days = [update.at.date() for update in item.states[-1].updates]
    assert days == [dt.date(2021, 12, 30), dt.date(2022, 1, 6)]


def test_oldest_first_pages_are_read_too(written: Write) -> None:
    text = page(
        "A barge has struck the bridge.\n",
        section("Update 1 1400 GMT", "Closed."),
        section("Update 2 1500 GMT"),
    )

    item = only(read("liveblog-text", written(text)))

    assert [update.number for update in item.states[-1].updates] == [1, 2]
    assert item.states[0].lead == "<p>A barge has struck the bridge.</p>"


def test_older_text_below_a_ruled_line_is_the_initial_report(written: Write) -> None:
    text = (
        "4 May: UPDATED at 1300 GMT - The bridge is closed\n\n4 May: UPDATED at 1300 GMT -\n\n"
        "Divers are at work.\n\n(source: harbour desk with agencies)\n\n\n======\n\n"
        "4 May: A barge has struck the bridge.\n\nRelated articles\n\nPopular\n\nSomething else\n"
    )

    outcomes = read("liveblog-text", written(text), date=dt.date(2021, 5, 4))

    item = only(outcomes)
    assert item.states[0].lead == "<p>4 May: A barge has struck the bridge.</p>"
    assert item.states[0].sources == ()
    (update,) = item.states[-1].updates
    assert update.body == "<p>Divers are at work.</p>"
    assert update.cites == (1,)
    assert item.states[-1].sources[0].outlet == "harbour desk with agencies"
    assert any("links to other pages" in remark.reason for remark in remarks(outcomes))


def test_a_counter_that_disagrees_is_remarked(written: Write) -> None:
    text = PAGE.replace("(Updated 3)", "(Updated 4)")

    outcomes = read("liveblog-text", written(text))

    assert any("counts 4" in remark.reason for remark in remarks(outcomes))
    assert only(outcomes).states[-1].headline.endswith("collision")


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        (page(section("Update 2 1500 GMT"), section("Update 2 1400 GMT")), 8, "correct one"),
        (page(section("Update 1 2560 GMT")), 4, "no such time"),
        (page(section("Update 1")), 4, "has no time"),
        (page(section("Update 1 1500 XQZ")), 4, "--time-zone"),
        (page(section("Update 1 1500")), 4, "--time-zone"),
        (page(section("Update 1 1500 local time")), 4, "--time-zone"),
        (page(section("Update 1 1500 GMT"), date=""), 1, "--date"),
        (page(section("Update 1 1500 GMT"), date="31 February 2021"), 2, "no such date"),
        (page(section("Update 1 1500 GMT", "")), 4, "no text below"),
        (page("Text alone."), 1, "article-text"),
        (page(section("Update 0 1500 GMT")), 4, "numbered from 1"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(
    written: Write, text: str, line: int, advice: str
) -> None:
    outcomes = read("liveblog-text", written(text))

    (refusal,) = refusals(outcomes)

    assert len(outcomes) == 1
    assert refusal.line == line
    assert advice in refusal.reason


def test_options_fill_in_what_is_not_printed(written: Write) -> None:
    text = page(section("Update 1 1500"), date="")

    item = only(
        read(
            "liveblog-text",
            written(text),
            date=dt.date(2021, 5, 4),
            time_zone="Asia/Yerevan",
            language="hy",
            key="bridge",
        )
    )

    assert (item.key, item.language, item.time_zone) == ("bridge", "hy", "Asia/Yerevan")
    assert item.states[-1].updates[0].at == dt.datetime(2021, 5, 4, 11, tzinfo=dt.UTC)


def test_a_label_out_of_season_is_taken_as_printed_and_remarked(written: Write) -> None:
    outcomes = read("liveblog-text", written(page(section("Update 1 1500 CET"))))

    assert only(outcomes).states[-1].updates[0].at.utcoffset() == dt.timedelta(hours=1)
    assert any("not in force" in remark.reason for remark in remarks(outcomes))


def test_the_digest_does_not_depend_on_blank_lines_above(written: Write) -> None:
    once = only(read("liveblog-text", written(PAGE)))

    again = only(read("liveblog-text", written("\n\n" + PAGE)))

    assert once.digest == again.digest
    assert once.line != again.line


@pytest.mark.parametrize(
    "sound",
    [
        "We condemn the attack on #Sava. The bridge is safe and was never in danger.",
        "A post by @harbour said that the bridge was closed...",
        "Is the bridge open? It is.",
        "Statement: #Sava is open.",
    ],
)
def test_sound_text_is_not_taken_for_a_lost_embed(written: Write, sound: str) -> None:
    outcomes = read("liveblog-text", written(page(section("Update 1 1500 GMT", sound))))

    assert not [remark for remark in remarks(outcomes) if "lost" in remark.reason]
