"""The worker looks after links aside, so that a slow site holds nothing up."""

import logging
from threading import Event

import pytest
from django.utils import timezone

from incidents.actions.house.fetching import links
from incidents.actions.inputs import SourceText
from incidents.models import Source
from incidents.operations import worker
from incidents.operations.link_checking import EVERY, LinkChecker
from tests import factories

PATIENCE = 20.0  # seconds


def ended(checker: LinkChecker) -> None:
    assert checker.looking is not None
    checker.looking.join(PATIENCE)
    assert not checker.looking.is_alive()


@pytest.mark.django_db(transaction=True)
def test_links_are_checked_in_a_thread_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [SourceText(outlet="The Paper", url="https://paper.example/a")]
    story = factories.story(date=timezone.now().date(), sources=sources)
    monkeypatch.setattr(links, "check_links", lambda most: CHECK(most, ask=lambda _: 410))
    checker = LinkChecker()

    pause = checker()
    ended(checker)

    assert pause == EVERY
    assert story.sources.get().link_state == Source.LinkState.DEAD


CHECK = links.check_links


def test_a_look_that_lasts_is_not_joined_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    go, begun = Event(), []

    def slow(most: int) -> int:
        begun.append(most)
        go.wait(PATIENCE)
        return 0

    monkeypatch.setattr(links, "check_links", slow)
    checker = LinkChecker()

    assert [checker(), checker()] == [EVERY, EVERY]
    assert len(begun) == 1

    go.set()
    ended(checker)
    checker()
    ended(checker)

    assert len(begun) == 2


def test_a_look_that_fails_is_told_and_taken_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_most: int) -> int:
        raise RuntimeError

    monkeypatch.setattr(links, "check_links", broken)
    checker = LinkChecker()

    with caplog.at_level(logging.ERROR):
        checker()
        ended(checker)

    assert "could not be checked" in caplog.text


def test_the_worker_has_this_among_its_jobs() -> None:
    jobs = worker.everything().jobs

    assert isinstance(jobs["links"], LinkChecker)
