"""Headings and dates of live pages, in all the forms that they are printed in."""

import datetime as dt

import pytest

from tests.intake.given import Write, only, page, read, remarks, section


@pytest.mark.parametrize(
    ("heading", "clock"),
    [
        ("Update 1 1800 CET", "17:00"),
        ("Update 1 - 09.15 CET", "08:15"),
        ("UPDATE 1: 14:30 GMT", "14:30"),
        ("Update 1 (14:30 UTC)", "14:30"),
        ("Update\u00a01\u00a01800\u00a0CET", "17:00"),
        ("UPDATED at 1300 GMT -", "13:00"),
        ("4 May: UPDATED at 1300 GMT -", "13:00"),
        ("Update 1, 4 May 2021, 6.30 pm GMT", "18:30"),
        ("Update no. 1 at 6 pm EST", "23:00"),
        ("Update #1 - 18h05 CET", "17:05"),
        ("Update 1 \u2013 1200 UTC+4", "08:00"),
        ("Update 1: Tuesday, May 4, 0900 GMT", "09:00"),
        ("Update 1 / 14:30:00 GMT", "14:30"),
        ("**Update 1** @ 1430 GMT", "14:30"),
        ("Update n\u00b01 (1430 GMT)", "14:30"),
        ("UPDATE 930 GMT", "09:30"),
        ("Update 1 1430 GMT, Tuesday 4 May", "14:30"),
    ],
)
def test_headings_of_many_forms_are_read(written: Write, heading: str, clock: str) -> None:
    item = only(read("liveblog-text", written(page(section(heading)))))

    (update,) = item.states[-1].updates

    assert update.at.astimezone(dt.UTC).isoformat() == f"2021-05-04T{clock}:00+00:00"


@pytest.mark.parametrize(
    "printed", ["4 May 2021", "May 4, 2021", "2021-05-04", "Tuesday 4th May 2021"]
)
def test_dates_of_many_forms_are_read(written: Write, printed: str) -> None:
    text = page(section("Update 1 1800 CEST"), date=printed)

    item = only(read("liveblog-text", written(text)))

    assert item.date == dt.date(2021, 5, 4)


def test_times_alone_are_headings_where_no_update_is_numbered(written: Write) -> None:
    text = page(
        "16:25 GMT \u2013 Bridge opens\n\nTraffic moves.\n",
        "15:10 GMT \u2013 Divers leave\n\nAll clear.\n",
    )

    item = only(read("liveblog-text", written(text)))

    assert [update.headline for update in item.states[-1].updates] == [
        "Divers leave",
        "Bridge opens",
    ]


def test_a_paragraph_that_begins_with_the_word_is_no_heading(written: Write) -> None:
    body = "Updated figures follow.\n\nUpdate 3 was never sent.\n\nUpdate 1800 people on the way."
    text = page(section("Update 1 1800 CEST", body))

    item = only(read("liveblog-text", written(text)))

    assert item.states[-1].updates[0].body.count("<p>") == 3


def test_text_beside_a_heading_is_its_text_where_none_stands_below(written: Write) -> None:
    text = page("Update 2 1500 GMT - Bridge opens\n\nAll move.\n\nUpdate 1 1400 GMT: Closed.\n")

    older, newer = only(read("liveblog-text", written(text))).states[-1].updates

    assert (older.headline, older.body) == ("", "<p>Closed.</p>")
    assert (newer.headline, newer.body) == ("Bridge opens", "<p>All move.</p>")


def test_days_with_times_alone_are_headings_with_their_headline_below(written: Write) -> None:
    text = page("5 May 2021, 10:27\nBridge opens\nAll move.\n", "4 May 2021, 09:10\nClosed.\n")

    item = only(read("liveblog-text", written(text), time_zone="Europe/Zagreb"))

    older, newer = item.states[-1].updates
    assert newer.at == dt.datetime(2021, 5, 5, 8, 27, tzinfo=dt.UTC)
    assert (newer.headline, newer.body) == ("Bridge opens", "<p>All move.</p>")
    assert older.headline == ""


def test_a_line_that_resembles_a_heading_is_remarked(written: Write) -> None:
    text = page(section("Update 2 1500 GMT", "News.\n\nUpdate One 1400 GMT\n\nOlder news."))

    outcomes = read("liveblog-text", written(text))

    assert any("looks like the heading" in remark.reason for remark in remarks(outcomes))
    assert "Update One" in only(outcomes).states[-1].updates[0].body
