"""Whatever editors do at once, through whichever door, nobody's words go without being seen."""

import itertools
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from hypothesis import Phase, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from incidents.actions.drafts import outgoing
from incidents.actions.refusals import Refused
from incidents.actions.stories import updates
from incidents.models import Draft, Editor, Update
from tests import factories
from tests.desk import stale_pages
from tests.desk.stale_pages import OpenPage, Place

HISTORY = """
SELECT string_agg(content.html, ' ') FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id WHERE incident_id = %s
"""
SIDES = st.lists(st.sampled_from(["yours", "theirs"]), min_size=1, max_size=3)
OPENINGS = (stale_pages.open_at_desk, stale_pages.open_in_administration)
Door = tuple[Callable[[Client, Place], OpenPage], int, int]
DOORS = st.tuples(st.sampled_from(OPENINGS), st.integers(0, 1), st.integers(0, 1))
Edit = tuple[str, int]
ACTS = st.tuples(st.sampled_from(["replace", "add", "remove"]), st.integers(0, 5))
EDITS = st.lists(ACTS, min_size=1, max_size=2)
_numbers = itertools.count()


def fresh() -> str:
    """A word that was never written before."""
    return f"w{next(_numbers)}x"


class Newsroom(RuleBasedStateMachine):
    """Two editors, two texts, any number of pages that stay open as long as they like."""

    @initialize(doors=st.lists(DOORS, min_size=3, max_size=5))
    def begin(self, doors: list[Door]) -> None:
        """A story with a report and an update of five sentences each, open on several pages."""
        self.people = [known(name) for name in ("anna", "boris")]
        clients = [signed_in(person) for person in self.people]
        story = factories.story(lead=stale_pages.prose([fresh() for _ in range(5)]))
        update = factories.update(story, stale_pages.prose([fresh() for _ in range(5)]))
        self.places = [Place(story), Place(story, update)]
        self.pages = [opening(clients[who], self.places[at]) for opening, who, at in doors]
        self.ever: set[str] = set()

    @rule(which=st.integers(0, 4), edits=EDITS, sides=SIDES, stays=st.booleans())
    def rewrite(self, which: int, edits: list[Edit], sides: list[str], *, stays: bool) -> None:
        """A page is written on and sent: saved, or shown again with all that anybody wrote.

        Where it stays open after a save, as by the browser's Back, it is older than ever.
        """
        place = which % len(self.pages)
        page = self.pages[place]
        page.write(edited(page.typed, edits))
        typed, others = set(page.typed), page.place.standing() - page.base

        answer = page.save(sides)

        if not answer.saved:
            assert answer.after == answer.before
            assert typed <= page.shown
            assert set(page.typed) == typed
            return
        assert others <= answer.after | answer.offered
        assert typed - page.base <= answer.after | answer.offered
        assert answer.after <= answer.before | typed
        if not stays:
            self.pages[place] = page.again()

    @rule(which=st.integers(0, 4), edits=EDITS)
    def leave_to_a_colleague(self, which: int, edits: list[Edit]) -> None:
        """A text is kept as a draft and let out by somebody else, who sees no other text.

        It is published beside what others wrote, or stays a draft with all its words.
        """
        place = which % len(self.pages)
        page = self.pages[place]
        if page.form == -1:  # the administration keeps no drafts
            return
        page.write(edited(page.typed, edits))
        typed, before = set(page.typed), page.place.standing()

        draft = page.keep()
        if draft is None:  # this page was sent before: it says so, and shows everything again
            assert typed <= page.shown
            return
        released = let_out(draft, by=self.people[1])

        after = page.place.standing()
        if not released:
            assert after == before
            assert typed <= set(stale_pages.words(str(Draft.objects.get(pk=draft.pk).typed)))
        else:
            assert (typed | before) - page.base <= after
        self.pages[place] = page.again()

    @rule()
    def retract_and_restore(self) -> None:
        """The update goes and comes back meanwhile."""
        row = self.places[1].update
        assert row is not None
        updates.retract(row, by=None, note="It was not so.")
        updates.restore(Update.objects.get(pk=row.pk), by=None, note="It was so.")

    @invariant()
    def history_holds_all_that_ever_stood(self) -> None:
        """What was public once can be read for ever."""
        for place in self.places:
            self.ever |= place.standing()
        with connection.cursor() as cursor:
            cursor.execute(HISTORY, [self.places[0].incident.pk])
            assert self.ever <= set(stale_pages.words(cursor.fetchone()[0]))


def edited(sentences: list[str], edits: list[Edit]) -> list[str]:
    """The text with sentences replaced, added and taken out; never all of them."""
    left = list(sentences)
    for act, place in edits:
        if act != "add" and len(left) > 1:
            del left[place % len(left)]
        if act != "remove":
            left.insert(place % (len(left) + 1), fresh())
    return left


def known(name: str) -> Editor:
    """Somebody who may use every door; the same person in every run."""
    found = Editor.objects.filter(username=name).first()
    return found or factories.editor(name, is_superuser=True)


def signed_in(person: Editor) -> Client:
    """Their browser."""
    client = Client()
    client.force_login(person)
    return client


def let_out(draft: Draft, *, by: Editor) -> bool:
    """Publish a draft; whether that could be."""
    try:
        outgoing.publish(draft, by=by)
    except Refused:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("runs", [8, pytest.param(2000, marks=pytest.mark.fuzz)])
def test_no_word_is_lost_through_any_door(runs: int) -> None:
    phases = [Phase.explicit, Phase.generate]
    given = settings(
        max_examples=runs, stateful_step_count=10, deadline=None, phases=phases, database=None
    )

    run_state_machine_as_test(Newsroom, settings=given)
