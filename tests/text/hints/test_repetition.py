"""What the story has said already."""

# ruff: noqa: RUF001  a text in another script stands here on purpose
import pytest

from incidents.text.hints import Surroundings, hints
from tests.text.hints.around import found, quotes, surroundings

SAID = "The ministry reported that twelve houses near the river were damaged by the storm at night."
REWORDED = (
    "The ministry reported that twelve houses near the river were damaged by a storm at night."
)


def after(*earlier: str, language: str = "en") -> Surroundings:
    """Surroundings with earlier updates, one paragraph each."""
    labelled = [(f"Update {number}", f"<p>{one}</p>") for number, one in enumerate(earlier, 1)]
    return surroundings(earlier=labelled, language=language)


def test_a_sentence_of_an_earlier_update_is_named_with_that_update() -> None:
    facts = after("Nothing to see here.", f"Rain fell all day in the valley. {SAID}")

    (hint,) = found("repeated", "The mayor spoke to reporters at noon.", SAID, facts=facts)

    assert hint.message == "This was already said in Update 2."
    assert (hint.paragraph, hint.start, hint.end) == (1, 0, len(SAID))
    assert SAID.startswith(hint.quote.removesuffix("…"))


def test_a_sentence_that_is_lightly_reworded_is_shown_with_what_stood_there() -> None:
    (hint,) = found("repeated", REWORDED, facts=after(SAID))

    assert hint.message.startswith("This says much the same as Update 1: “The ministry reported")


def test_words_in_another_order_are_found() -> None:
    text = (
        "After the dam of the Lower Weir broke in 1991, most families of Ostby left the valley.",
        "In 1991, after the dam of the Lower Weir broke, most families of Ostby left the valley.",
    )

    (hint,) = found("repeated", *text)

    assert (hint.paragraph, hint.start) == (1, 0)
    assert "paragraph 1 of this text" in hint.message


def test_two_sentences_in_a_row_from_the_same_place_are_one_hint() -> None:
    second = "Three roads along the northern shore of the lake remain closed to all traffic."

    (hint,) = found("repeated", f"{SAID} {second}", facts=after(f"{SAID} {second}"))

    assert (hint.start, hint.end) == (0, len(f"{SAID} {second}"))


def test_a_sentence_set_close_to_the_one_before_it_is_found() -> None:
    (hint,) = found("repeated", SAID, facts=after(f"The bridge at the mill is gone.{SAID}"))

    assert hint.message == "This was already said in Update 1."


def test_a_caption_that_repeats_the_text_is_pointed_at() -> None:
    (hint,) = found("repeated", SAID, facts=surroundings(captions=["A house", SAID]))

    assert (hint.part, hint.paragraph) == ("caption", 1)
    assert hint.message == "This was already said in paragraph 1 of this text."


def test_a_caption_that_repeats_a_caption_is_pointed_at_once() -> None:
    (hint,) = found("repeated", facts=surroundings(captions=[SAID, SAID]))

    assert (hint.part, hint.paragraph) == ("caption", 1)
    assert hint.message == "This was already said in caption 1 of this text."


@pytest.mark.parametrize(
    "news",
    [
        SAID.replace("twelve", "thirteen"),
        SAID.replace("twelve", "12"),
        SAID.replace("were damaged", "were not damaged"),
        SAID.replace("at night", "on Friday night"),
    ],
)
def test_another_number_or_a_denial_is_news(news: str) -> None:
    assert found("repeated", news, facts=after(SAID)) == []


def test_what_one_side_says_of_the_other_is_not_what_the_other_says() -> None:
    one = "Northland said that soldiers of Southland opened fire on its positions near the border."
    other = (
        "Southland said that soldiers of Northland opened fire on its positions near the border."
    )

    assert found("repeated", other, facts=after(one)) == []


def test_short_standing_lines_are_left_alone() -> None:
    line = "This story is still unfolding. More follows."

    assert found("repeated", line, facts=after(line)) == []


def test_a_short_quotation_in_two_sentences_is_left_alone() -> None:
    facts = after("“We will defend every inch of it,” the minister said.")

    assert (
        found("repeated", "“We will defend every inch of it,” the president said.", facts=facts)
        == []
    )


def test_a_line_that_stands_in_two_updates_stands_there_on_purpose() -> None:
    line = "The newsroom cannot verify what either of the two sides says about the fighting."

    assert found("repeated", line, facts=after(line, "Rain.", line)) == []


def test_chinese_is_read_without_spaces() -> None:
    said = "地震发生后，当地政府派出大批救援人员前往山区村庄搜救被困村民。"

    assert len(found("repeated", said, facts=after(said, language="zh"))) == 1
    assert (
        found("repeated", "救援人员前往山区。", facts=after("救援人员前往山区。", language="zh"))
        == []
    )


def test_links_and_emphasis_in_the_earlier_text_do_not_hide_it() -> None:
    marked = SAID.replace("river", '<a href="https://a.example/">river</a>')

    assert (
        len(found("repeated", SAID, facts=after(marked.replace("damaged", "<em>damaged</em>"))))
        == 1
    )


def test_the_better_match_is_named_before_the_earlier_one() -> None:
    (hint,) = found("repeated", SAID, SAID, facts=after(REWORDED))[:1]

    assert hint.message.startswith("This says much the same as Update 1")
    assert quotes("repeated", SAID, facts=surroundings()) == []


def test_a_paragraph_does_not_repeat_itself() -> None:
    assert hints(f"<p>{SAID}</p>", surroundings()) == []
