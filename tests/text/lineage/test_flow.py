"""Bodies as flows of sentences and breaks."""

from hypothesis import given, strategies as st

from incidents.text.lineage.flow import Break, Sentence, build, flow, phrase
from incidents.text.sanitise import body
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import BODIES


@QUICK
@given(BODIES)
def test_a_flow_makes_the_body_it_was_made_of(html: str) -> None:
    assert build(flow(html)) == html


@QUICK
@given(BODIES, st.data())
def test_any_part_of_a_flow_in_any_order_makes_a_body_with_all_its_words(
    html: str, data: st.DataObject
) -> None:
    tokens = data.draw(st.permutations(flow(html)))

    made = build(tokens)

    assert body(made) == made
    said = [token.text for token in tokens if isinstance(token, Sentence)]
    words = "".join(token.text for token in flow(made) if isinstance(token, Sentence))
    assert sorted("".join("".join(said).split())) == sorted("".join(words.split()))


def test_a_break_says_what_starts_and_what_goes_on() -> None:
    html = body(
        "<p>One came.<br>Two left. Five <em>stayed.</em></p><ul><li>a<ul><li>b</ul><li>c</ul>"
    )

    said = [token.text or token for token in flow(html)]

    assert said == [
        Break(("p",)),
        "One came.",
        Break(),
        "Two left.",
        "Five stayed.",
        Break(("ul", "li")),
        "a",
        Break(("ul", "li", "ul", "li"), 2),
        "b",
        Break(("ul", "li"), 1),
        "c",
    ]


def test_an_item_whose_list_is_gone_starts_a_list() -> None:
    _, _, *later = flow("<ul><li>a</li><li>b</li></ul>")

    assert build([*flow("<p>x</p>"), *later]) == "<p>x</p>\n<ul><li>b</li></ul>"


def test_sentences_make_a_phrase() -> None:
    assert phrase(flow("<p>A <em>b.</em> C &amp;<br>d.</p>")) == "A <em>b.</em> C &amp;<br>d."
