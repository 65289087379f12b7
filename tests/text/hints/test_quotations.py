"""Quotation marks without their partner."""

# ruff: noqa: RUF001  marks of many languages stand here on purpose
import pytest

from tests.text.hints.around import found, quotes, surroundings


@pytest.mark.parametrize(
    "text",
    [
        '"We left," he said. "We will not return."',
        "He said: “We left.” Then “nothing”.",
        "A headline on ‘tries to move’ and the rebels’ base, they’re told.",
        "He said: ‘The rebels’ base has fallen,’ and left.",
        "It wasn't the rebels' fault, rock 'n' roll of the '90s, 'tis said.",
        "It wasn’t the rebels’ fault, ’tis said, in the ’90s and the ‘90s.",
        "He called it 'a disaster' and left; that is O'Brien's view.",
        "“He said ‘no’ to us,” she said. “‘No’ was all.”",
        "\"He said 'no' to us,\" she said.",
        "“She told me ‘we left.’”",
        "« Nous partons », dit-il, «tout de suite».",
        "»Wir gehen«, sagte er.",
        "„Wir gehen“, sagte er, „sofort ‚heute‘“.",
        "„Idziemy”, powiedział.",
        "「你好」，他说『再见』。",
        "‹Oui› et «non».",
        'It is 40°12\'30"N and 5\'10" tall, a 15" screen.',
        "The U.S.' failure and the Joneses' house.",
        "He wrote ``we left'' and ''stayed''.",
        "The ‘Abd al-Karim mosque and the 'Ali gate in Hawai‘i.",
        "He said — “never” — and (“maybe”) left.",
        'He said "never"—and "maybe", too.',
        'Mixed “marks" are no loss.',
        "",
    ],
)
def test_marks_in_pairs_and_apostrophes_are_left_alone(text: str) -> None:
    assert quotes("quotation", text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('He said: "We left and he stayed.', '"We left and he stayed.'),
        ("He said: “We left and he stayed.", "“We left and he stayed."),
        ("He called it ‘a disaster and left.", "‘a disaster and left."),
        ("He called it 'a disaster and left.", "'a disaster and left."),
        ("“He said ‘we left and stayed.”", "‘we left and stayed.”"),
        ("Il dit : « Nous partons.", "« Nous partons."),
        ("Er sagte: „Wir gehen.", "„Wir gehen."),
        ("他说「你好。", "「你好。"),
        ("“One “two” three.", "“One “two” three."),
    ],
)
def test_a_quotation_that_is_not_closed_is_pointed_at_where_it_opens(text: str, quote: str) -> None:
    (hint,) = found("quotation", text)

    assert (hint.quote, hint.end) == (quote, len(text))
    assert hint.message == "This quotation opens here and is not closed."


@pytest.mark.parametrize(
    "text",
    [
        'We left," he said.',
        "We left,” he said.",
        "We left.’ And more.",
        "We left.' And more.",
        "Nous partons », dit-il.",
        "你好」他说。",
    ],
)
def test_a_quotation_that_is_not_opened_is_pointed_at_where_it_closes(text: str) -> None:
    (hint,) = found("quotation", text)

    assert text[hint.start : hint.end] == hint.quote
    assert hint.message == "This quotation closes here, but nothing shows where it opens."


@pytest.mark.parametrize(("start", "end"), [("“", "”"), ('"', '"'), ("« ", " »"), ("‘", "’")])
def test_a_quotation_of_several_paragraphs_opens_each_and_closes_the_last(
    start: str, end: str
) -> None:
    text = (f"He said: {start}we left.", f"{start}Then we stayed.", f"{start}Now we are here.{end}")

    assert quotes("quotation", *text) == []
    assert [hint.paragraph for hint in found("quotation", *text[:2])] == [1]


def test_a_quotation_that_closes_paragraphs_later_is_pointed_at_once() -> None:
    text = ("He said: “We left.", "Then we stayed.", "Now we are here.”", "He was late.”")

    assert [hint.paragraph for hint in found("quotation", *text)] == [0, 3]


def test_one_loose_mark_a_paragraph_is_enough_to_look_at() -> None:
    assert len(found("quotation", "”One ”two ”three")) == 1


def test_a_line_break_does_not_end_a_quotation_but_a_list_item_does() -> None:
    assert quotes("quotation", "He said: “We left.<br>We stayed.”") == []

    (hint,) = found("quotation", "</p><ul><li>one</li><li>“two</li><li>three</li></ul><p>")

    assert (hint.paragraph, hint.start, hint.quote) == (0, 4, "“two")


def test_swedish_opens_and_closes_with_the_same_mark() -> None:
    facts = surroundings(language="sv")

    assert quotes("quotation", "”Vi går”, sade han. ’Ja.’", facts=facts) == []
    assert quotes("quotation", "”Vi går, sade han.", facts=facts) == ["”Vi går, sade han."]


def test_hebrew_writes_abbreviations_with_a_straight_mark() -> None:
    facts = surroundings(language="he")

    assert quotes("quotation", 'צה"ל הודיע', facts=facts) == []


def test_captions_have_quotations_too() -> None:
    (hint,) = found("quotation", "All is well.", facts=surroundings(captions=["The “old bridge"]))

    assert (hint.part, hint.paragraph, hint.quote) == ("caption", 0, "“old bridge")
