"""A redaction while others publish: nobody loses a word, and nothing is half removed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connections

from incidents import record
from incidents.actions.inputs import UpdateText
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import Done, redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import updates
from incidents.models import Incident, Version
from incidents.operations.verifying import verify
from tests import factories

NAME = "Zoë Ørnulf"
UPDATES = 12


@pytest.mark.django_db(transaction=True)
def test_a_redaction_while_another_editor_publishes_to_the_same_story() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    chief = factories.editor("chief", role="chief")
    start = threading.Barrier(2)

    def post() -> None:
        start.wait(timeout=120)
        for number in range(UPDATES):
            updates.post(story, UpdateText(body=f"<p>Report {number}.</p>"), by=None)
        connections.close_all()

    def remove() -> Done:
        start.wait(timeout=120)
        try:
            removal = Removal(Terms([NAME]))
            return redact(removal, category="privacy", note="Privacy.", by=chief)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        posting, removing = threads.submit(post), threads.submit(remove)
        posting.result(timeout=120)
        done = removing.result(timeout=120)
    close_old_connections()

    page = record.of(Incident.objects.get(pk=story.pk))
    numbers = Version.objects.order_by("number").values_list("number", flat=True)
    assert done.left.count == 0
    assert page.lead_html == "<p>[removed].</p>"
    assert len(page.updates) == UPDATES
    assert list(numbers) == list(range(1, UPDATES + 3))
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_chiefs_at_once_remove_each_their_words() -> None:
    first = factories.story("A quiet place", lead=f"<p>{NAME} and John Smith.</p>")
    second = factories.story("Another place", lead=f"<p>John Smith and {NAME}.</p>")
    chief = factories.editor("chief", role="chief")
    start = threading.Barrier(2)

    def remove(words: str) -> None:
        start.wait(timeout=120)
        try:
            redact(Removal(Terms([words])), category="privacy", note="Privacy.", by=chief)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(remove, words) for words in (NAME, "John Smith")]:
            done.result(timeout=120)
    close_old_connections()

    leads = {record.of(Incident.objects.get(pk=row.pk)).lead_html for row in (first, second)}
    assert leads == {"<p>[removed] and [removed].</p>"}
    assert verify().faults == []
