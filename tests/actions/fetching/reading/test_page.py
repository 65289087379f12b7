"""What pages say about themselves is read from them, in the many ways in which they say it."""

import datetime as dt
import json

import pytest

from incidents.actions.house.fetching.reading.moments import Moment
from incidents.actions.house.fetching.reading.page import Reading, read
from incidents.actions.web.addresses import parse

HERE = "https://www.paper.example/news/shots?utm_source=feed&id=7"
PROSE = "Two villages near the border report shots in the night, and nobody was hurt. " * 4


def reading(markup: str, address: str = HERE, charset: str = "utf-8") -> Reading:
    return read(markup.encode(), charset, "text/html", parse(address))


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def test_a_page_with_everything_is_read_whole() -> None:
    found = reading(
        f"""<!doctype html><html lang="en-GB"><head><title>Shots heard | The Paper</title>
        <meta property="og:site_name" content="The Paper">
        <meta property="og:title" content="Shots heard near the border - The Paper">
        <meta name="author" content="By Ann Archer">
        <meta property="article:published_time" content="2017-02-25T08:00:00+01:00">
        <meta name="description" content="Shots in the night.">
        <link rel="canonical" href="/news/shots?id=7&amp;fbclid=1#top"></head>
        <body><nav><p>{PROSE}</p></nav><h1>Shots heard</h1>
        <article><header>Ann</header><p>{PROSE}</p><p>The ministry<br>is silent.</p>
        <script>var x = 1;</script><ul><li>One</li><li>Two</li></ul></article>
        <footer>About us</footer></body></html>"""
    )

    assert found == Reading(
        title="Shots heard near the border",
        outlet="The Paper",
        authors=("Ann Archer",),
        published=Moment(dt.date(2017, 2, 25), dt.datetime(2017, 2, 25, 7, tzinfo=dt.UTC)),
        canonical="https://www.paper.example/news/shots?id=7",
        language="en-GB",
        description="Shots in the night.",
        text=f"{PROSE.strip()}\n\nThe ministry\n\nis silent.\n\nOne\n\nTwo",
    )


def test_linked_data_says_it_best() -> None:
    graph = [
        {"@type": "Organization", "@id": "#house", "name": "The Paper"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Archer"},
        {
            "@type": ["ReportageNewsArticle"],
            "headline": "Shots heard",
            "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Ben Bow"}, "Cy Cross"],
            "publisher": {"@id": "#house"},
            "datePublished": "2017-02-25",
            "inLanguage": "fr",
            "articleBody": f"{PROSE}\n\nNobody\x00 knows more. \ud800",
        },
    ]

    found = reading("<title>Other</title>" + linked(**{"@graph": graph}))

    assert (found.title, found.outlet, found.language) == ("Shots heard", "The Paper", "fr")
    assert found.authors == ("Ann Archer", "Ben Bow", "Cy Cross")
    assert found.published == Moment(dt.date(2017, 2, 25))
    assert found.text == f"{PROSE.strip()}\n\nNobody knows more."


def test_a_page_that_says_nothing_gives_its_host_and_address() -> None:
    found = reading("<p>Hello.</p>")

    assert found == Reading(
        title="",
        outlet="paper.example",
        authors=(),
        published=None,
        canonical="https://www.paper.example/news/shots?id=7",
        language="",
        description="",
        text="Hello.",
    )


def test_the_article_is_found_without_any_sign_of_it() -> None:
    found = reading(
        f"<div><a>Menu</a></div><div id=x><p>{PROSE}<p>{PROSE}</div><div><p>Read also: this</div>"
    )

    assert found.text == f"{PROSE.strip()}\n\n{PROSE.strip()}"


def test_plain_text_is_kept_as_it_is() -> None:
    found = read(b"First line.\r\n\r\nSecond \xa9 line.\n", "", "text/plain", parse(HERE))

    assert found.text == "First line.\n\nSecond © line."
    assert (found.title, found.outlet) == ("", "paper.example")


@pytest.mark.parametrize(
    ("told", "read_as"),
    [
        ("https://paper.example/a", "https://paper.example/a"),
        ("https://m.paper.example/a", "https://m.paper.example/a"),
        ("//www.paper.example/a", "https://www.paper.example/a"),
        ("https://thief.example/a", HERE.replace("utm_source=feed&", "")),
        ("https://www.paper.example/", HERE.replace("utm_source=feed&", "")),
        ("javascript:alert(1)", HERE.replace("utm_source=feed&", "")),
        ("http://[", HERE.replace("utm_source=feed&", "")),
    ],
)
def test_the_canonical_address_stays_on_its_site(told: str, read_as: str) -> None:
    assert reading(f'<link rel="canonical" href="{told}">').canonical == read_as


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<title>Grüße “x”</title>".encode("cp1252"), "iso-8859-1"),
        ("<title>Grüße “x”</title>".encode("cp1252"), ""),
        ("<title>Grüße “x”</title>".encode(), ""),
        (b'<meta charset="windows-1252">' + "<title>Grüße “x”</title>".encode("cp1252"), ""),
        (b'<meta charset="windows-1251">' + "<title>Grüße “x”</title>".encode(), "UTF-8"),
        (
            b'<meta http-equiv=content-type content="text/html; charset=utf-16">'
            + "<title>Grüße “x”</title>".encode(),
            "",
        ),
        ("\ufeff<title>Grüße “x”</title>".encode(), "koi8-r"),
        ("\ufeff<title>Grüße “x”</title>".encode("utf-16-le"), ""),
        ("\ufeff<title>Grüße “x”</title>".encode("utf-16-be"), "utf-8"),
        ("<title>Grüße “x”</title>".encode(), "rot13"),
        ("<title>Grüße “x”</title>".encode(), "no-such-thing"),
        ("<?xml version='1.0' encoding='utf-8'?><title>Grüße “x”</title>".encode(), ""),
    ],
)
def test_characters_are_read_as_they_were_meant(body: bytes, charset: str) -> None:
    assert read(body, charset, "text/html", parse(HERE)).title == "Grüße “x”"


def test_other_scripts_are_read_too() -> None:
    for name, said in (
        ("koi8-r", "Выстрелы"),
        ("shift_jis", "銃声"),
        ("gbk", "枪声"),
        ("euc-kr", "총성"),
    ):
        body = f"<meta charset={name}><title>{said}</title>".encode(name)

        assert read(body, "", "text/html", parse(HERE)).title == said


def test_control_characters_never_come_through() -> None:
    found = reading("<title>A\x1b[31m\x07B\u202eC</title><p>D\x00E\u2028F</p>")

    assert found.title == "A[31mBC"
    assert "\x00" not in found.text


def test_a_date_that_is_none_is_passed_over_for_one_that_is() -> None:
    found = reading(
        linked(**{"@type": "NewsArticle", "datePublished": "yesterday"})
        + '<meta name="date" content="0000-00-00"><time datetime="2017-02-25 08:00Z">today</time>'
    )

    assert found.published == Moment(
        dt.date(2017, 2, 25), dt.datetime(2017, 2, 25, 8, tzinfo=dt.UTC)
    )
