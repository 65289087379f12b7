"""Whatever a page holds, reading it neither fails nor takes long."""

import time

import pytest
from hypothesis import Phase, given, settings, strategies as st

from incidents.actions.house.fetching.reading import article, page
from incidents.actions.house.fetching.reading.page import read
from incidents.actions.web.addresses import comparable, parse
from incidents.actions.web.refusals import NotFetchable

HERE = parse("https://paper.example/a")
PATIENCE = 6.0  # seconds of the processor, on a machine that others use as well

few = settings(
    max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate], database=None
)

PARTS = st.sampled_from(
    [
        "<p>", "</p>", "<div itemprop='articleBody author'>", "<article>", "</article>", "<title>",
        "<meta property='og:title' content='", "'>", "<script type='application/ld+json'>",
        '{"@type":"NewsArticle","author":[{"name":["x"]},1,null],"datePublished":', "[[[", "}", "]",
        "</script>", "<link rel=canonical href='", "http://[", "//paper.example:99999/", "&#0;",
        "&#xD800;", "\ufffe", "\x00", "<time datetime='9999-12-31T23:59:59-23:59'>", "<h1>",
        "<meta charset=utf-7>", '"@id":"#a"', "<?xml version='1.0' encoding='x'?>", "<!--", "-->",
        "<![CDATA[", "<svg>", "<html lang='", "@graph", "💥", "\u202e", " " * 50, "by by by ",
    ]
)  # fmt: skip


@few
@given(st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=60), st.text(max_size=12))
def test_no_page_of_odd_parts_fails(parts: list[str], charset: str) -> None:
    found = read("".join(parts).encode("utf-8", "replace"), charset, "text/html", HERE)

    assert found.outlet
    assert parse(found.canonical).site == "paper.example"
    assert len(found.text) <= article.LONGEST
    assert len(found.title) <= page.LONGEST_TITLE
    assert all(0 < len(name) <= page.LONGEST_NAME for name in found.authors)
    said = [found.title, found.outlet, found.text, found.description, *found.authors]
    assert all("\x00" not in one and one == one.encode().decode() for one in said)


@few
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "iso-2022-jp", "big5"]))
def test_no_bytes_fail(body: bytes, charset: str) -> None:
    for media_type in ("text/html", "application/xhtml+xml", "text/plain"):
        read(body, charset, media_type, HERE)


@few
@given(st.one_of(st.text(max_size=40), st.text(max_size=20).map("http://{}".format)))
def test_every_address_is_taken_apart_or_refused(written: str) -> None:
    comparable(written)
    try:
        found = parse(written)
    except NotFetchable:
        return

    assert parse(str(found)) == found
    assert str(found).isascii()


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 1_000_000, id="deep"),
        pytest.param("<p>x" * 1_200_000, id="many paragraphs"),
        pytest.param("<a href=x>" * 500_000, id="many links"),
        pytest.param("<b><p>" * 800_000, id="crossed"),
        pytest.param("<article><p>" * 400_000, id="articles in articles"),
        pytest.param("<table><tr><td>" * 300_000, id="tables in tables"),
        pytest.param("<meta name=a content=b>" * 200_000, id="many metas"),
        pytest.param("<p " + "a=1 " * 1_200_000 + ">", id="many attributes"),
        pytest.param("<" * 5_000_000, id="angles"),
        pytest.param("&" * 5_000_000, id="ampersands"),
        pytest.param("<h1>" + " " * 5_000_000, id="space"),
        pytest.param("<meta property=og:title content='" + "a (" * 1_500_000 + "'>", id="title"),
        pytest.param("<script type=application/ld+json>" + "[" * 900_000, id="deep data"),
        pytest.param(
            "<script type=application/ld+json>[{}" + ",{}" * 300_000 + "]</script>", id="wide data"
        ),
        pytest.param(
            "<script type=application/ld+json>" + "9" * 900_000 + "</script>", id="long number"
        ),
    ],
)
def test_no_page_takes_long(markup: str) -> None:
    body = markup.encode()
    began = time.process_time()

    read(body, "", "text/html", HERE)

    assert time.process_time() - began < PATIENCE


@pytest.mark.parametrize("text", ["\n" * 5_000_000, "a\n" * 2_500_000, " \n" * 2_500_000])
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()

    found = read(text.encode(), "", "text/plain", HERE)

    assert time.process_time() - began < PATIENCE
    assert len(found.text) <= article.LONGEST
