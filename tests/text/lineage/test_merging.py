"""Three-way merges of bodies and headlines."""

import pytest
from hypothesis import given

from incidents.text.lineage.merging import Conflict, Merge, merge, merge_lines
from incidents.text.sanitise import body, plain
from tests.text.lineage.quick import QUICK
from tests.text.lineage.trials import (
    SCENARIOS,
    Fault,
    Outcome,
    Trial,
    anything_against_anything,
    as_body,
    faults,
    trial,
)
from tests.text.samples.prose import ARTICLES, BODIES

BASE = "<p>It began at dawn. Seven were injured. They left.</p>\n<p>Nobody has spoken.</p>"


def asked(merged: Merge) -> str:
    fragments = (each for one in merged.conflicts for each in (one.base, one.yours, one.theirs))
    return "\n".join(plain(body(each)) for each in fragments)


def judged(one: Trial) -> list[Fault]:
    merged = merge(as_body(one.base), as_body(one.yours), as_body(one.theirs))
    with_yours = merged.html(["yours"] * len(merged.conflicts))
    with_theirs = merged.html(["theirs"] * len(merged.conflicts))
    assert body(with_yours) == with_yours
    assert body(with_theirs) == with_theirs
    return faults(one, Outcome(plain(with_yours), plain(with_theirs), asked(merged)))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_is_lost_in_silence(scenario: str) -> None:
    for seed in range(30):
        assert judged(trial(seed, SCENARIOS[scenario], scenario)) == []


def test_nothing_is_lost_in_silence_whatever_two_editors_do() -> None:
    for seed in range(300):
        assert judged(trial(seed, anything_against_anything)) == []


def test_the_judge_notices_what_is_lost() -> None:
    one = trial(0, SCENARIOS["disjoint paragraphs"])
    base, yours, theirs = (plain(as_body(side)) for side in (one.base, one.yours, one.theirs))

    for with_yours, with_theirs in ((yours, yours), (theirs, theirs), (base, base)):
        assert faults(one, Outcome(with_yours, with_theirs, "")) != []


@pytest.mark.parametrize(
    ("yours", "theirs", "merged"),
    [
        (
            BASE.replace("dawn", "night"),
            BASE.replace("They left", "They all left"),
            BASE.replace("dawn", "night").replace("They left", "They all left"),
        ),
        (
            BASE.replace("dawn", "night"),
            BASE.replace("Seven were", "Nine were"),
            BASE.replace("dawn", "night").replace("Seven were", "Nine were"),
        ),
        (
            BASE.replace("Nobody", "No one"),
            BASE.replace(" They left.", ""),
            BASE.replace("Nobody", "No one").replace(" They left.", ""),
        ),
        (
            BASE.replace("They left.", "They left. Two came."),
            f"{BASE} They said so.".replace("</p> They said so.", " They said so.</p>"),
            BASE.replace("left.", "left. Two came.").replace("spoken.", "spoken. They said so."),
        ),
        (
            BASE.replace("Seven were injured. They", "Seven were injured.</p>\n<p>They"),
            BASE.replace("Seven were injured", "Nine were injured"),
            BASE.replace("Seven were injured. They", "Nine were injured.</p>\n<p>They"),
        ),
        (
            "<h2>Nobody has spoken.</h2>\n<p>It began at dawn. Seven were injured. They left.</p>",
            BASE.replace("Seven", "Nine"),
            "<h2>Nobody has spoken.</h2>\n<p>It began at dawn. Nine were injured. They left.</p>",
        ),
        (
            BASE.replace("dawn", '<a href="https://a.example/">dawn</a>'),
            BASE.replace("<p>Nobody has spoken.</p>", "<ul><li>One.</li><li>Two.</li></ul>"),
            BASE.replace("dawn", '<a href="https://a.example/">dawn</a>').replace(
                "<p>Nobody has spoken.</p>", "<ul><li>One.</li><li>Two.</li></ul>"
            ),
        ),
        (
            BASE.replace(
                "<p>Nobody has spoken.</p>", "<p>New here.</p>\n<p>Nobody has spoken.</p>"
            ),
            BASE.replace("\n<p>Nobody has spoken.</p>", ""),
            "<p>It began at dawn. Seven were injured. They left.</p>\n<p>New here.</p>",
        ),
        (
            BASE.replace("Seven", "Nine"),
            BASE.replace("Seven", "Nine"),
            BASE.replace("Seven", "Nine"),
        ),
        (BASE, "", ""),
        ("", "", ""),
        (f"{BASE}\n<p>More.</p>", BASE, f"{BASE}\n<p>More.</p>"),
    ],
)
def test_changes_of_different_sentences_are_both_taken(
    yours: str, theirs: str, merged: str
) -> None:
    for one, other in ((yours, theirs), (theirs, yours)):
        found = merge(BASE, one, other)

        assert found.conflicts == ()
        assert found.is_clean
        assert found.html() == merged


def test_lists_merge_item_by_item() -> None:
    base = "<ul><li>one</li><li>two</li><li>three</li></ul>"
    yours = "<ul><li>zero</li><li>one</li><li>two</li><li>three</li></ul>"
    theirs = "<ul><li>one</li><li>two</li><li>three</li><li>four</li></ul>"

    assert merge(base, yours, theirs).html() == (
        "<ul><li>zero</li><li>one</li><li>two</li><li>three</li><li>four</li></ul>"
    )


def test_a_quotation_keeps_its_form() -> None:
    base = "<blockquote><p>We go. We stay.</p><footer>the army</footer></blockquote>"
    yours = base.replace("go.", "went.")
    theirs = base.replace("the army", "the air force")

    assert merge(base, yours, theirs).html() == (
        "<blockquote><p>We went. We stay.</p><footer>the air force</footer></blockquote>"
    )


def test_an_edit_goes_along_with_a_move() -> None:
    base = "<p>One is here.</p>\n<p>Two has seven words in it.</p>\n<p>Three is last.</p>"
    yours = "<p>Two has seven words in it.</p>\n<p>One is here.</p>\n<p>Three is last.</p>"
    theirs = base.replace("seven", "eight")

    assert merge(base, yours, theirs).html() == yours.replace("seven", "eight")


@pytest.mark.parametrize(
    ("yours", "theirs", "conflict"),
    [
        (
            BASE.replace("Seven", "Nine"),
            BASE.replace("injured", "killed"),
            Conflict("Seven were injured.", "Nine were injured.", "Seven were killed."),
        ),
        (
            BASE.replace("Seven were", "Seven <em>were</em>"),
            BASE.replace("injured", "hurt &amp; ill"),
            Conflict(
                "Seven were injured.",
                "Seven <em>were</em> injured.",
                "Seven were hurt &amp; ill.",
            ),
        ),
        (
            BASE.replace(" Seven were injured.", ""),
            BASE.replace("Seven", "Nine"),
            Conflict("Seven were injured.", "", "Nine were injured."),
        ),
        (
            BASE.replace("They left.", "They left. Two came."),
            BASE.replace("They left.", "They left. Five came."),
            Conflict("", "Two came.", "Five came."),
        ),
        (
            f"{BASE}\n<p>Two came.</p>",
            f"{BASE}\n<h2>Five came.</h2>",
            Conflict("", "<p>Two came.</p>", "<h2>Five came.</h2>"),
        ),
        (
            BASE.replace("\n<p>Nobody has spoken.</p>", ""),
            BASE.replace("spoken", "talked"),
            Conflict("<p>Nobody has spoken.</p>", "", "<p>Nobody has talked.</p>"),
        ),
        (
            BASE.replace(" They left.", ""),
            BASE.replace("They left.", "They left. By then it was late."),
            Conflict("They left.", "", "They left. By then it was late."),
        ),
        ("", f"{BASE}\n<p>More.</p>", Conflict(BASE, "", f"{BASE}\n<p>More.</p>")),
    ],
)
def test_two_changes_of_the_same_are_a_conflict(
    yours: str, theirs: str, conflict: Conflict
) -> None:
    found = merge(BASE, yours, theirs)

    assert found.conflicts == (conflict,)
    assert not found.is_clean
    assert found.html(["yours"]) == yours
    assert found.html(["theirs"]) == theirs


def test_a_sentence_that_both_moved_apart_is_chosen_once() -> None:
    base = "<p>One is here.</p>\n<p>Two is there.</p>\n<p>Three is far.</p>\n<p>Four is last.</p>"
    one, two, three, four = base.split("\n")
    yours, theirs = "\n".join([two, one, three, four]), "\n".join([one, three, four, two])

    found = merge(base, yours, theirs)

    assert len(found.conflicts) == 1
    assert (found.html(["yours"]), found.html(["theirs"])) == (yours, theirs)


def test_choices_are_asked_for_one_by_one() -> None:
    yours = BASE.replace("dawn", "noon").replace("Nobody", "No one")
    theirs = BASE.replace("dawn", "dusk").replace("spoken", "talked")
    found = merge(BASE, yours, theirs)

    assert found.html(["yours", "theirs"]) == BASE.replace("dawn", "noon").replace(
        "spoken", "talked"
    )
    with pytest.raises(ValueError, match="1 choices for 2 conflicts"):
        found.html(["yours"])
    with pytest.raises(ValueError, match="0 choices for 2 conflicts"):
        found.html()


@QUICK
@given(BODIES, BODIES)
def test_what_one_side_alone_did_is_taken_whole(base: str, changed: str) -> None:
    for merged in (
        merge(base, changed, base),
        merge(base, base, changed),
        merge(base, changed, changed),
    ):
        assert merged.html() == changed


@QUICK
@given(BODIES, BODIES, BODIES)
def test_every_outcome_is_a_body(base: str, yours: str, theirs: str) -> None:
    merged = merge(base, yours, theirs)

    for side in ("yours", "theirs"):
        html = merged.html([side] * len(merged.conflicts))
        assert body(html) == html


@QUICK
@given(ARTICLES, ARTICLES, ARTICLES)
def test_it_does_not_matter_who_was_first(base: str, yours: str, theirs: str) -> None:
    one, other = merge(base, yours, theirs), merge(base, theirs, yours)

    assert [(each.yours, each.theirs) for each in one.conflicts] == [
        (each.theirs, each.yours) for each in other.conflicts
    ]
    assert one.html(["yours"] * len(one.conflicts)) == other.html(["theirs"] * len(one.conflicts))


@pytest.mark.parametrize(
    ("base", "yours", "theirs", "merged"),
    [
        ("Talks begin", "Talks start", "Talks begin", "Talks start"),
        ("Talks begin", "Talks begin", "Talks & more begin", "Talks & more begin"),
        ("Talks begin", "Talks start", "Talks start", "Talks start"),
        ("Talks begin", "", "Talks begin", ""),
        ("", "", "Talks", "Talks"),
    ],
)
def test_a_line_that_one_side_changed_is_taken(
    base: str, yours: str, theirs: str, merged: str
) -> None:
    assert merge_lines(base, yours, theirs).html() == merged


def test_a_line_that_both_changed_is_a_conflict_as_a_whole() -> None:
    found = merge_lines("A & b begin", "A & b start", "All begin")

    assert found.conflicts == (Conflict("A &amp; b begin", "A &amp; b start", "All begin"),)
    assert (found.html(["yours"]), found.html(["theirs"])) == ("A & b start", "All begin")
