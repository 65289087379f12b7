"""Disputed names without their qualifier."""

import pytest

from tests.text.hints.around import found, quotes, surroundings

FACTS = surroundings(
    disputed={
        "Lowland Republic": ["self-declared", "unrecognised"],
        "Lowland": ["breakaway"],
        "Highland": [],
        "低地共和国": ["自称的"],
    }
)


def test_a_name_without_any_of_its_words_is_pointed_at() -> None:
    (hint,) = found("name", "Troops of the Lowland Republic fired first.", facts=FACTS)

    assert hint.message == (
        "“Lowland Republic” is a disputed name: “self-declared” or “unrecognised” is missing "
        "in this sentence."
    )
    assert (hint.start, hint.end) == (14, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Troops of the self-declared Lowland Republic fired first.",
        "Troops of the self declared Lowland Republic fired first.",
        "Self\u2011declared but not recognised, the Lowland Republic fired first.",
        "The Lowland Republic is unrecognised.",
        "The Lowlander Republic fired first.",
        "It is in the lowland republic.",
        "“The Lowland Republic will not yield,” he said.",
        "Highland fired first.",
        "自称的低地共和国开火。",
    ],
)
def test_a_name_with_its_word_or_in_other_people_s_words_is_left_alone(text: str) -> None:
    assert quotes("name", text, facts=FACTS) == []


def test_the_word_must_stand_in_the_same_sentence() -> None:
    text = "The self-declared Lowland Republic fired. The Lowland Republic said so."

    (hint,) = found("name", text, facts=FACTS)

    assert text[hint.start :] == "Lowland Republic said so."


def test_the_longer_name_is_meant_where_two_begin_alike() -> None:
    assert quotes("name", "The breakaway Lowland Republic fired.", facts=FACTS) == [
        "Lowland Republic"
    ]
    assert quotes("name", "Lowland fired.", facts=FACTS) == ["Lowland"]


def test_a_name_is_pointed_at_once_a_paragraph() -> None:
    again = "Lowland fired. Then Lowland stopped."

    assert quotes("name", again, again, facts=FACTS) == ["Lowland", "Lowland"]


def test_a_name_printed_with_other_spaces_and_hyphens_is_the_same() -> None:
    assert quotes("name", "The Lowland\u00a0Republic fired.", facts=FACTS) == [
        "Lowland\u00a0Republic"
    ]


def test_names_are_found_where_words_are_not_parted_by_spaces() -> None:
    assert quotes("name", "昨天低地共和国开火。", facts=FACTS) == ["低地共和国"]


def test_a_quotation_block_holds_other_people_s_words() -> None:
    facts = surroundings(disputed={"Lowland": ["breakaway"]}, captions=["Lowland from above"])

    (hint,) = found("name", "</p><blockquote><p>Lowland fired.</p></blockquote><p>", facts=facts)

    assert hint.part == "caption"
