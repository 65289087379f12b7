"""What the law takes out of a text goes from its key event, its summary and its byline as well."""

import pytest

from incidents import record
from incidents.actions.inputs import SummaryLine
from incidents.actions.redactions.planning import ChosenPiece, Removal, choosable
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import highlighting
from incidents.models import Incident, Update
from incidents.operations.verifying import verify
from tests import factories
from tests.actions.redactions.scenes import chief, stored_texts

pytestmark = pytest.mark.django_db

GONE = "The baker of Mill Street set the fire."


def story() -> Incident:
    made = factories.story("A fire", authors="Jane Doe; Ali Veli")
    factories.update(made, f"<p>{GONE}</p>", warning="A fire.")
    factories.update(made, f"<p>{GONE}</p>", headline=GONE, authors="Ali Veli")
    for row in Update.objects.order_by("number"):
        highlighting.mark_key_event(row, by=None)
    line = f'<a href="https://a.example/">It burns</a>: <em>{GONE}</em>'
    return highlighting.summarise(made, [SummaryLine(line, (1, 2))], by=None)


def where_it_stands(words: str) -> set[str]:
    terms = Terms([words])
    return {place for place, value in stored_texts() if terms.stand_in(value)}


def test_words_go_from_wherever_they_stand_out() -> None:
    made = story()

    redact(
        Removal(terms=Terms(["The baker", "Ali Veli"])), category="privacy", note="Us.", by=chief()
    )

    assert where_it_stands("The baker") | where_it_stands("Ali Veli") == set()
    shown = record.of(Incident.objects.get(pk=made.pk))
    assert shown.highlights.credits.authors[0] == "Jane Doe"
    summary = shown.highlights.summary
    assert summary is not None
    assert summary.lines[0].html == (
        '<a href="https://a.example/">It burns</a>: <em>[removed] of Mill Street set the fire.</em>'
    )
    assert verify().faults == []


def test_a_headline_that_goes_whole_goes_from_the_key_events() -> None:
    made = story()
    wanted = (ChosenPiece(made.pk, "update-2", 3),)

    redact(Removal(pieces=wanted), category="privacy", note="Us.", by=chief())

    events = record.of(Incident.objects.get(pk=made.pk)).highlights.key_events
    assert [event.headline for event in events] == ["[removed]", "Update 1"]
    assert verify().faults == []


def test_a_summary_and_a_byline_may_be_taken_out_whole() -> None:
    made = story()
    keys = {text.stored.key: text.stored.numbers[0] for text in choosable(made)}
    wanted = tuple(ChosenPiece(made.pk, key, keys[key]) for key in ("credits", "summary"))

    redact(Removal(pieces=wanted), category="privacy", note="Us.", by=chief())

    found = record.of(Incident.objects.get(pk=made.pk)).highlights
    assert found.credits.authors == ("[removed]",)
    assert found.summary is not None
    assert found.summary.lines[0].html == "[removed]"
    assert Incident.objects.get(pk=made.pk).summary[0]["words"] == "[removed]"
    assert verify().faults == []
