"""The words of texts in the form of a `tsvector`."""

from incidents.text.body.finding.languages import PLAIN, stemmer
from incidents.text.body.finding.tokens import words
from incidents.text.body.finding.vector import LAST_PLACE, MOST_PLACES, Vector


class Whole(dict[str, str]):
    def __missing__(self, word: str) -> str:
        return word


def test_words_stand_with_their_places_and_weight_and_facets_without() -> None:
    vector = Vector(["kind:live"])
    vector.add(words("Gates open"), Whole(), "A")
    begins = vector.add(words("open gates"), Whole())

    assert begins == 5
    assert vector.written() == "'kind:live' 'gates':1A,6 'open':2A,5"


def test_signs_of_the_form_are_escaped() -> None:
    assert Vector(["it's", "a\\b"]).written() == "'it''s' 'a\\\\b'"


def test_places_end_where_postgresql_s_do() -> None:
    vector = Vector()
    vector.next = LAST_PLACE
    vector.add(words("one two " * (MOST_PLACES + 1)), Whole())

    ones, twos = vector.places["one"], vector.places["two"]
    assert ones[-1] == twos[-1] == str(LAST_PLACE)
    assert len(ones) == len(twos) == MOST_PLACES


def test_a_language_is_known_by_the_first_part_of_its_tag() -> None:
    assert stemmer("en-GB") == "english"
    assert stemmer("PT-br") == "portuguese"
    assert stemmer("zh-Hans") == PLAIN
