"""What is left of a value is a value of the same kind."""

from incidents.actions.redactions.masking import Mask, Value, masked
from incidents.actions.redactions.terms import Terms


def test_a_value_without_marks_gets_none() -> None:
    value = masked("lead", {"html": "<p>Jane Doe spoke.</p>"}, Mask(Terms(["Jane Doe"])))

    assert value == {"html": "<p>[removed] spoke.</p>"}


def test_marks_are_moved_with_the_words_they_are_round() -> None:
    mark: Value = {"kind": "correction", "places": [[9, 14]]}

    value = masked(
        "lead", {"html": "<p>Jane Doe spoke.</p>", "marks": [mark]}, Mask(Terms(["Jane Doe"]))
    )

    assert value["marks"] == [{"kind": "correction", "places": [[10, 15]]}]
