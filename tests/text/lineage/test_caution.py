"""What a spelling change must not touch, and which notes admit an error."""

import pytest
from hypothesis import given

from incidents.text.lineage.caution import risks, sounds_like_correction
from incidents.text.sanitise import body
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import BODIES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They saw teh village.", "They saw the village."),
        ("Teh village fell.", "The village fell."),
        ("Hte minister said so.", "The minister said so."),
        ("The goverment met.", "The government met."),
        ("Goverment officials met.", "Government officials met."),
        ("A offical said so.", "An official said so."),
        ("They recieve aid daily.", "They receive aid daily."),
        ("It ended.The army left.", "It ended. The army left."),
        ("It ended , they left.", "It ended, they left."),
        ("It began in2017 there.", "It began in 2017 there."),
        ("the army left.", "The army left."),
        ("The the army left.", "The army left."),
        ("They they left.", "They left."),
        ("It happend over there", "It happened over there."),
        ("Its over.", "It's over."),
        ("They dont know.", "They don't know."),
        ("They don't know.", "They don\u2019t know."),
        ('He said "we go" twice.', "He said \u201cwe go\u201d twice."),
        ("He said \u201cwe go.\u201d", "He said \u201cwe go\u201d."),
        ("It cost 7,000 manat.", "It cost 7000 manat."),
        ("Some 5 km away.", "Some 5km away."),
        ("Some 5 000 men.", "Some 5000 men."),
        ("On the 20 th day.", "On the 20th day."),
        ("Some twenty one left.", "Some twenty-one left."),
        ("It fell on Wendesday.", "It fell on Wednesday."),
        ("It fell in Febuary.", "It fell in February."),
        ("The U.S. army left.", "The US army left."),
        ("They went in side.", "They went inside."),
        ("Some accomodation was found.", "Some accommodation was found."),
        ("He was seperated from them.", "He was separated from them."),
        ("Petrova spoke.  He left", "Petrova spoke. He left"),
        ("The same.", "The same."),
        ("", ""),
    ],
)
def test_a_slip_of_spelling_is_no_risk(old: str, new: str) -> None:
    assert risks(old, new) == ()
    assert risks(body(f"<p>{old}</p>"), body(f"<p>{new}</p>")) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Some seven died.", "Some nine died.", "A number changed: “seven” became “nine”."),
        ("Seven died.", "Nine died.", "A number changed: “Seven” became “Nine”."),
        ("At 0900 they left.", "At 0930 they left.", "A number changed: “0900” became “0930”."),
        ("It cost $5m.", "It cost $5bn.", "A number changed: “$5m” became “$5bn”."),
        ("It cost $5m.", "It cost €5m.", "A number changed: “$5m” became “€5m”."),
        ("It rose 1.5%.", "It rose 15%.", "A number changed: “1.5%” became “15%”."),
        ("They left in 2107.", "They left in 2017.", "A number changed: “2107” became “2017”."),
        ("Many died.", "Many thousand died.", "A number came: “thousand”."),
        ("The two men died.", "The men died.", "A number went: “two”."),
        ("The third man died.", "The fourth man died.", "A number changed: “third” became"),
        ("Mr Petorva spoke.", "Mr Petrova spoke.", "A name changed: “Petorva” became “Petrova”."),
        ("Petorva spoke.", "Petrova spoke.", "A name changed: “Petorva” became “Petrova”."),
        ("Petrova spoke.", "She spoke.", "A name went: “Petrova”."),
        ("It fell on Monday.", "It fell on Tuesday.", "A name changed: “Monday” became “Tuesday”."),
        ("The UN left.", "The EU left.", "A name changed: “UN” became “EU”."),
        ("who said so", "WHO said so", "A name came: “WHO”."),
        ("near the town", "near the Town", "A name came: “Town”."),
        ("He met Ali and Vali.", "He met Vali and Ali.", "A name"),
        ("They did not leave.", "They did leave.", "A negation went: “not”."),
        ("They left.", "They never left.", "A negation came: “never”."),
        ("They did leave.", "They didn\u2019t leave.", "A negation came: “didn\u2019t”."),
        ("He denied it.", "He confirmed it.", "A negation went: “denied”."),
        ("With losses.", "Without losses.", "A negation came: “Without”."),
        ("It was now over.", "It was not over.", "A negation came: “not”."),
        ("The legal act.", "The illegal act.", "A negation changed: “legal” became"),
        (
            "He said \u201cgo now\u201d.",
            "He said \u201cgo later\u201d.",
            "A quotation changed: “go now”",
        ),
        ('He said "go".', "He said go.", "A quotation went: “go”."),
        (
            "He said \u2018go\u2019 to us.",
            "He said \u2018on\u2019 to us.",
            "A quotation changed: “go” became “on”",
        ),
    ],
)
def test_what_a_reader_relies_on_is_a_risk(old: str, new: str, said: str) -> None:
    for found in (risks(old, new), risks(body(f"<p>{old}</p>"), body(f"<p>{new}</p>"))):
        assert any(risk.startswith(said) for risk in found), found


def test_figures_that_change_places_are_a_risk() -> None:
    old, new = "Seven were killed and nine injured.", "Nine were killed and seven injured."

    assert risks(old, new) == (
        "A number changed: “Seven” became “Nine”.",
        "A number changed: “nine” became “seven”.",
    )


def test_all_of_a_quotation_block_is_quoted_but_the_attribution_is_not() -> None:
    block = "<blockquote><p>we {} aid</p><footer>the {}</footer></blockquote>".format

    assert risks(block("recieve", "army"), block("recieve", "air force")) == ()
    assert risks(block("recieve", "army"), block("receive", "army")) == (
        "A quotation changed: “we recieve aid” became “we receive aid”.",
    )


def test_a_paragraph_that_goes_takes_its_facts_with_it() -> None:
    old = "<p>It is over.</p>\n<p>The minister, Aliyev, counted nine.</p>"

    assert risks(old, "<p>It is over.</p>") == (
        "A number went: “nine”.",
        "A name went: “Aliyev”.",
    )


def test_a_paragraph_that_moves_is_no_risk() -> None:
    one, other = "<p>The minister, Aliyev, counted nine.</p>", "<p>Petrova did not.</p>"

    assert risks(f"{one}\n{other}", f"{other}\n{one}") == ()


def test_a_long_quotation_is_shown_short() -> None:
    (risk,) = risks(f'"{"word " * 90}"', f'"{"other " * 90}"')

    assert len(risk) < 200


@QUICK
@given(BODIES, BODIES)
def test_risks_are_found_in_any_text_and_none_where_nothing_changed(old: str, new: str) -> None:
    assert risks(old, old) == ()
    assert len(set(risks(old, new))) == len(risks(old, new))


@pytest.mark.parametrize(
    "note",
    [
        "The number of injured was wrong.",
        "Corrects the spelling of the minister's name.",
        "An earlier version gave the wrong date.",
        "The report misstated the number of dead.",
        "The figure was incorrect.",
        "This was an error of ours.",
        "The minister's name was misspelled.",
        "We regret the inaccurate figure.",
        "By mistake the wrong town was named.",
        "The town should have been Ganja.",
        "Fixes the number of dead.",
        "Retracts the claim about the bridge.",
        "Nine were injured, not seven as we reported.",
        "An earlier version of this update said that the mayor had resigned.",
    ],
)
def test_a_note_that_admits_an_error_is_heard(note: str) -> None:
    assert sounds_like_correction(note)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Adds the statement of the ministry.",
        "Adds what the investigators found: pilot error.",
        "The wrongdoing of the company is described more fully.",
        "Terror suspects have been named.",
        "New figures from the hospital.",
        "Says more clearly who was there.",
        "The minister regretted his words.",
    ],
)
def test_a_note_that_only_tells_what_is_new_is_not(note: str) -> None:
    assert not sounds_like_correction(note)
