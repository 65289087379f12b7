"""Where changed words stand, and where they stand later."""

import re
from html import unescape

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from incidents.text.lineage.places import Place, carried, changed, marked
from incidents.text.sanitise import body
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import ARTICLES, BODIES

PLACES = st.dictionaries(
    st.integers(1, 9),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda two: (min(two), max(two)))
    ),
    max_size=4,
)


def flat(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>|\n", "", html))


def said(html: str, places: tuple[Place, ...]) -> list[str]:
    return [flat(html)[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("old", "new", "came"),
    [
        ("<p>Seven were injured.</p>", "<p>Nine were injured.</p>", ["Nine"]),
        ("<p>It ended.</p>", "<p>It ended. They left.</p>", ["They left."]),
        ("<p>One came. Two left.</p>", "<p>One came.</p>", []),
        ("<p>See it.</p>", "<p>See <em>it</em>.</p>", []),
        ("<p>a one b</p><p>c two d</p>", "<p>c two d</p><p>a one b</p>", []),
        ("<p>A &amp; b c.</p><p>D.</p>", "<p>A &amp; b c.</p><p>D. E &lt; f.</p>", ["E < f."]),
        (
            "<ul><li>one</li></ul>",
            "<ul><li>one</li><li>two</li></ul><p>three<br>four</p>",
            ["two", "three", "four"],
        ),
        (
            "<blockquote><p>no losses yet</p><footer>the army</footer></blockquote>",
            "<blockquote><p>two losses yet</p><footer>the air force</footer></blockquote>",
            ["two", "air force"],
        ),
    ],
)
def test_the_words_that_came_are_found(old: str, new: str, came: list[str]) -> None:
    assert said(body(new), changed(body(old), body(new))) == came


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ("<p>About nine people were injured today.</p>", ["nine people"]),
        ("<p>About nine or ten people were injured today.</p>", ["nine", "people"]),
        ("<p>About nine were injured today.</p>", ["nine"]),
        ("<p>About seven were injured today.</p>", []),
        ("<p>Before.</p><p>About <em>nine people</em> were injured today.</p>", ["nine people"]),
        ("<p>Quite another text.</p>", []),
        ("", []),
    ],
)
def test_places_follow_their_words_through_later_edits(later: str, left: list[str]) -> None:
    old = "<p>About seven were injured today.</p>"
    new = "<p>About nine people were injured today.</p>"
    places = changed(old, new)

    assert said(new, places) == ["nine people"]
    assert said(body(later), carried(places, new, body(later))) == left


def test_a_place_moves_with_its_paragraph() -> None:
    old = "<p>Five left for the coast at dawn.</p>\n<p>The army said nothing of it.</p>"
    new = "<p>The army said nothing of it.</p>\n<p>Five left for the coast at dawn.</p>"

    places = carried([(10, 19)], old, new)

    assert said(old, ((10, 19),)) == said(new, places) == ["for the c"]


def test_marks_stand_inside_tags_and_newer_ones_over_older() -> None:
    html = '<p>One <a href="https://a.example/">two &amp; three</a> four</p>'

    assert marked(html, {2: [(0, 13)], 5: [(6, 9)]}) == (
        '<p><mark class="corrected" data-version="2">One </mark><a href="https://a.example/">'
        '<mark class="corrected" data-version="2">tw</mark>'
        '<mark class="corrected" data-version="5">o &amp;</mark>'
        '<mark class="corrected" data-version="2"> thr</mark>ee</a> four</p>'
    )


@QUICK
@given(BODIES, PLACES)
def test_taking_the_marks_away_gives_the_body_back(
    html: str, places: dict[int, list[Place]]
) -> None:
    shown = marked(html, places)

    assert re.sub(r"</?mark[^>]*>", "", shown) == html
    root = etree.fromstring(f"<x>{shown.replace('<br>', '<br/>')}</x>")
    assert all(len(mark) == 0 for mark in root.iter("mark"))


@QUICK
@given(BODIES, PLACES)
def test_exactly_what_stands_in_a_place_is_marked(
    html: str, places: dict[int, list[Place]]
) -> None:
    covered = {at for each in places.values() for start, end in each for at in range(start, end)}

    root = etree.fromstring(f"<x>{marked(html, places).replace('<br>', '<br/>')}</x>")

    expected = "".join(sign for at, sign in enumerate(flat(html)) if at in covered)
    assert "".join(mark.text or "" for mark in root.iter("mark")) == expected


@QUICK
@given(ARTICLES, ARTICLES)
def test_what_did_not_come_was_there(old: str, new: str) -> None:
    before, after = flat(old), flat(new)
    came = {at for start, end in changed(old, new) for at in range(start, end)}

    stayed = carried([(0, len(before))], old, new)

    held = {at for start, end in stayed for at in range(start, end)}
    assert not came & held
    assert not any(after[at].isalnum() for at in range(len(after)) if at not in came | held)


@QUICK
@given(BODIES)
def test_nothing_comes_and_nothing_moves_where_nothing_changed(html: str) -> None:
    assert changed(html, html) == ()
    assert "".join(said(html, carried([(0, len(flat(html)))], html, html))) == flat(html).strip()
