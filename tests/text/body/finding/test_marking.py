"""Where in a text that stands which was looked for, and the part of it that is shown."""

from collections.abc import Sequence

from incidents.text.body.finding.asking import understood
from incidents.text.body.finding.marking import LENGTH, Marking, Span
from incidents.text.body.finding.tokens import vocabulary


class Whole(dict[str, str]):
    """Words that keep their endings."""

    def __missing__(self, word: str) -> str:
        return word


def bracketed(spans: Sequence[Span]) -> str:
    return "".join(f"[{span.text}]" if span.found else span.text for span in spans)


def marking(text: str, typed: str) -> Marking:
    return Marking(understood(typed).wanted, Whole(), vocabulary([text]))


def found(text: str, typed: str) -> str:
    """A text with what was found in brackets."""
    return bracketed(marking(text, typed).marked(text))


def shown(text: str, typed: str) -> str:
    return bracketed(marking(text, typed).excerpt(text))


def test_words_are_marked_as_they_are_printed() -> None:
    assert (
        found("Orbán\N{RIGHT SINGLE QUOTATION MARK}s <b>border</b>", "orban border")
        == "[Orbán]\N{RIGHT SINGLE QUOTATION MARK}s <b>[border]</b>"
    )


def test_a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not() -> None:
    text = "A state of emergency in every state."

    assert found(text, '"state of emergency"') == "A [state of emergency] in every state."


def test_characters_without_spaces_are_marked_as_a_run() -> None:
    assert found("在北京大学门口", "北京大学") == "在[北京大学]门口"
    assert found("黑猫", "猫") == "黑[猫]"


def test_overlapping_finds_are_one_mark() -> None:
    assert found("state of emergency", '"state of" "of emergency"') == "[state of emergency]"


def test_what_must_not_stand_there_is_no_mark() -> None:
    assert found("border football", "border -football") == "[border] football"


def test_words_without_their_endings_are_marked_whole() -> None:
    known = Whole({"shelling": "shell", "shelled": "shell"})
    text = "They shelled it."
    marks = Marking(understood("shelling").wanted, known, vocabulary([text]))

    assert bracketed(marks.marked(text)) == "They [shelled] it."


def test_a_short_text_is_shown_whole() -> None:
    assert shown("The border is quiet.", "border") == "The [border] is quiet."


def test_of_a_long_text_the_part_with_most_of_the_words_is_shown() -> None:
    text = f"The border. {'Nothing else. ' * 100}At the border a truce holds. {'More. ' * 100}"

    part = shown(text, "truce border")

    assert part.startswith("… ")
    assert part.endswith(" …")
    assert "[border] a [truce]" in part
    assert len(part) < LENGTH + 20


def test_where_nothing_is_found_the_beginning_is_shown() -> None:
    part = shown("Quiet day. " * 100, "border")

    assert part.startswith("Quiet day.")
    assert part.endswith("…")


def test_an_empty_text_has_no_excerpt() -> None:
    assert marking("", "border").excerpt("") == ()
