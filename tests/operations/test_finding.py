"""The worker makes findable what is published, also what was published while it stood still."""

from io import StringIO

import pytest
from django.core.management import call_command

from incidents.models import Findable
from incidents.operations import worker
from incidents.operations.worker import FOLLOW, Worker
from incidents.record.finding.searching import search
from incidents.record.pages.search import Sought
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_the_worker_follows_at_once_while_more_is_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.actions.finding.following.VERSIONS", 2)
    for number in range(3):
        factories.story(f"Published while nobody followed {number}")
    jobs = Worker({"search": worker.find})

    pauses = []
    for _ in range(2):
        jobs.turn()
        pauses.append(jobs.due["search"])
        jobs.due["search"] = 0.0

    assert search(Sought(q="published")).count == 3
    assert pauses[0] < pauses[1]
    assert pauses[1] - pauses[0] >= FOLLOW


def test_it_is_one_of_the_worker_s_jobs() -> None:
    assert worker.everything().jobs["search"] is worker.find


@pytest.mark.usefixtures("as_app")
def test_the_rights_of_the_site_are_enough_to_follow_and_to_search() -> None:
    factories.story("Bridge")

    pause = worker.find()

    assert pause == FOLLOW
    assert search(Sought(q="bridge")).count == 1


def test_a_rebuilding_says_how_far_it_is() -> None:
    factories.story("Bridge")
    factories.draft("Draft")
    said = StringIO()

    call_command("rebuild_search", stdout=said)

    assert said.getvalue().splitlines() == ["2 stories ...", "All of 2 stories are looked at."]
    assert Findable.objects.count() == 1
