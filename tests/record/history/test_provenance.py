"""Where the sentences of a story come from, and what it costs to know."""

import random
import tracemalloc
import weakref
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import Phase, given, settings, strategies as st
from pytest_django import DjangoAssertNumQueries

from incidents import record
from incidents.actions.inputs import StoryEdit
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident
from incidents.record.history import provenance
from incidents.record.pages.sitewide import ProvenancePage
from incidents.text.lineage.provenance import origins
from tests import factories

QUICK = settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.generate])


def corrected(incident: Incident, lead: str) -> None:
    editing.edit(incident, StoryEdit(lead=lead), by=None, kind="correction", note="It was wrong.")


def page_of(incident: Incident) -> ProvenancePage:
    page = record.provenance(f"/news/{incident.path}")
    assert page is not None
    return page


def told(page: ProvenancePage) -> list[tuple[str, str, int]]:
    return [
        (piece.key, said.text, said.version) for piece in page.pieces for said in piece.sentences
    ]


@pytest.mark.django_db
def test_each_sentence_names_the_version_that_first_said_it() -> None:
    incident = factories.story(lead="<p>Two villages report shots. It is dark.</p>")
    factories.update(incident, "<p>The ministry confirms it.</p>")
    corrected(incident, "<p>Three villages report shots. It is dark.</p>")

    page = page_of(incident)

    assert told(page) == [
        ("update-1", "The ministry confirms it.", 2),
        ("lead", "Three villages report shots.", 3),
        ("lead", "It is dark.", 1),
    ]
    assert page.pieces[1].html == (
        '<p><span data-version="3">Three villages report shots.</span> '
        '<span data-version="1">It is dark.</span></p>'
    )
    assert {said.printed for said in page.pieces[0].sentences} != {""}


@pytest.mark.django_db
def test_a_withdrawn_update_and_a_withdrawn_story_say_nothing() -> None:
    incident = factories.story(lead="<p>It is dark.</p>")
    updates.retract(factories.update(incident, "<p>Nobody says so.</p>"), by=None, note="No.")

    before = page_of(incident)
    lifecycle.retract(incident, by=None, note="All of it.")
    after = page_of(incident)

    assert [piece.key for piece in before.pieces] == ["lead"]
    assert (after.pieces, after.retracted, after.retraction_reason) == ((), True, "All of it.")


@pytest.mark.django_db
def test_a_restored_update_counts_from_its_return() -> None:
    incident = factories.story(lead="")
    update = factories.update(incident, "<p>It stands.</p>")
    updates.retract(update, by=None, note="No.")
    updates.restore(update, by=None, note="Yes, after all.")

    assert told(page_of(incident)) == [("update-1", "It stands.", 4)]


@pytest.mark.django_db
def test_there_is_no_page_for_a_draft() -> None:
    draft = factories.draft()

    assert record.provenance(f"/news/{draft.path}") is None


@pytest.mark.django_db
def test_a_long_history_takes_three_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    incident = factories.long_story(12)
    for number in range(5):
        corrected(incident, f"<p>Village number {number} reports shots.</p>")

    with django_assert_max_num_queries(3):
        page = page_of(incident)

    assert len(page.pieces) == 13


@pytest.mark.django_db
@pytest.mark.parametrize("at_once", [1, 2, 3, 50])
def test_states_read_in_portions_tell_the_same(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = factories.long_story(4)
    for number in range(3):
        corrected(incident, f"<p>Village number {number} reports shots. It is dark.</p>")
    whole = page_of(incident)
    monkeypatch.setattr(provenance, "AT_ONCE", at_once)

    portioned = page_of(incident)

    assert portioned == whole
    assert [piece.key for piece in whole.pieces] == [*(f"update-{n}" for n in (4, 3, 2, 1)), "lead"]


@pytest.mark.django_db
def test_a_text_written_anew_is_not_followed_further_back(
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    incident = factories.story(lead="<p>Nothing is known.</p>")
    for number in range(12):
        corrected(incident, f"<p>Village number {number} reports shots.</p>")
    monkeypatch.setattr(provenance, "AT_ONCE", 2)

    with django_assert_max_num_queries(4):
        page = page_of(incident)

    assert told(page) == [("lead", "Village number 11 reports shots.", 13)]


class Canonical(str):
    """A canonical text whose end can be waited for."""

    __slots__ = ("__weakref__",)


def test_of_a_long_history_a_few_states_are_held_at_a_time() -> None:
    alive: set[int] = set()
    most = 0

    def states(number: int) -> Iterator[tuple[int, str]]:
        nonlocal most
        for at in range(number, 0, -1):
            text = Canonical(written(f"<p>It is dark. Report {at}.</p>"))
            alive.add(at)
            weakref.finalize(text, alive.discard, at)
            most = max(most, len(alive))
            yield at, text
            del text

    _, found = provenance._standing(states(5_000))

    assert [origin.version for origin in found] == [1, 5_000]
    assert most <= 3


def test_the_memory_of_the_walk_does_not_grow_with_the_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(provenance, "MOST_KEPT", 20_000)
    said = " ".join(f"Sentence {place} stays." for place in range(100))

    tracemalloc.start()
    provenance._standing((at, written(f"<p>{said} Report {at}.</p>")) for at in range(300, 0, -1))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 300_000 < 300 * len(said)


SAID = st.lists(
    st.lists(st.sampled_from([f"Sentence {letter}." for letter in "abcdefgh"]), max_size=3),
    max_size=4,
).map(lambda blocks: "\n".join(f"<p>{' '.join(block)}</p>" for block in blocks))


@QUICK
@given(st.lists(SAID, min_size=1, max_size=6))
def test_the_short_way_knows_every_sentence_that_the_newest_text_says(texts: list[str]) -> None:
    states = list(enumerate(texts, 1))[::-1]

    html, found = provenance._standing([(number, written(text)) for number, text in states])

    says = [sentence.text for sentence in origins(states[::-1])]
    assert html == texts[-1]
    assert [sentence.text for sentence in found] == says
    assert all(sentence.text in texts[sentence.version - 1] for sentence in found)


def test_the_short_way_finds_what_the_long_way_finds() -> None:
    chance = random.Random(20170225)
    text = [[f"Sentence {block} {place}." for place in range(4)] for block in range(6)]
    states: list[tuple[int, str]] = []
    for number in range(1, 80):
        act, block = chance.choice(["say", "drop", "move", "stay"]), chance.choice(text)
        if act == "say":
            block[chance.randrange(len(block)) if block else 0 :] = [f"New in {number}."]
        elif act == "drop" and block:
            block.pop(chance.randrange(len(block)))
        elif act == "move":
            text.insert(chance.randrange(len(text)), text.pop())
        states.append((number, "\n".join(f"<p>{' '.join(said)}</p>" for said in text)))

        _, found = provenance._standing([(at, written(html)) for at, html in states[::-1]])

        assert found == list(origins(states)), number


def written(html: str) -> str:
    """The canonical form of a text, as far as it is read here."""
    return '{"html":"' + html.replace("\n", "\\n") + '"}'


def test_thousands_of_versions_of_a_long_text_take_less_than_a_second() -> None:
    chance = random.Random(1)
    blocks = [
        " ".join(f"Sentence {place} of block {block} has some more words." for place in range(5))
        for block in range(50)
    ]
    states = []
    for number in range(1, 2001):
        at = chance.randrange(len(blocks))
        blocks[at] = blocks[at].replace("words", f"words {number}", 1)
        states.append((number, written("\n".join(f"<p>{said}</p>" for said in blocks))))
    started = process_time()

    _, found = provenance._standing(states[::-1])

    assert len(found) == 250
    assert process_time() - started < 1


@pytest.mark.django_db
def test_of_a_removed_text_only_what_may_be_shown_is_told() -> None:
    incident = factories.story(lead="<p>Jane Canary saw it. It is dark.</p>")
    corrected(incident, "<p>Jane Canary saw it. It is cold.</p>")
    chief = factories.editor(role="chief")
    removal = Removal(terms=Terms(["Jane Canary"]))

    redact(removal, category="safety", note="A person is in danger.", by=chief)

    page = page_of(incident)
    assert "Canary" not in str(page)
    assert told(page) == [("lead", "[removed] saw it.", 1), ("lead", "It is cold.", 2)]
