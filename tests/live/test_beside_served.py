"""What editors do to other stories reaches the streams of a story, whoever serves them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import pytest
from django.utils import timezone

from incidents.actions.house import campaigns
from incidents.actions.house.campaigns import CampaignText
from incidents.actions.inputs import RelatedChoice, StoryEdit
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident
from tests import factories
from tests.live.following import Follower
from tests.live.serving import Serving, serving

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "Canary-71c5"
GONE = '<div data-part="campaign" hidden></div>'


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    """A newsroom of one process."""
    with serving() as opened:
        yield opened


@pytest.fixture
def other(transactional_db: None) -> Incident:
    """The story beside it."""
    return factories.story(f"{CANARY} was there")


@pytest.fixture
def story(other: Incident) -> Incident:
    """A story with another one beside it."""
    return factories.story("Dam gates open", related=[RelatedChoice(story=other)])


def fresh(newsroom: Serving, story: Incident) -> str:
    """The mark of the page as anybody gets it now."""
    page = newsroom.page(f"/news/{story.path}/")
    return page.partition('data-beside="')[2][:8]


def shown(newsroom: Serving, story: Incident) -> Follower:
    """A page that was opened just now."""
    return newsroom.follow(story, query=f"?after=1&beside={fresh(newsroom, story)}")


def parts(follower: Follower) -> dict[str, str]:
    """What it is told next of what stands beside its story."""
    return cast(dict[str, str], follower.next("beside").said["parts"])


def test_a_related_story_that_is_retracted_goes_from_every_process_s_open_pages(
    newsroom: Serving, story: Incident, other: Incident
) -> None:
    with serving() as second:
        readers = [shown(newsroom, story), shown(second, story)]

        lifecycle.retract(other, by=None, note="It was another dam.")

        assert not any(CANARY in parts(reader)["related"] for reader in readers)
        for reader in readers:
            reader.close()


def test_a_related_story_is_called_as_it_is_called_now_and_its_old_name_is_told_nobody(
    newsroom: Serving, story: Incident, other: Incident
) -> None:
    reader = shown(newsroom, story)
    edit = StoryEdit(headline="Water in the street")
    editing.edit(other, edit, by=None, kind="correction", note="Nobody was there.")
    chief = factories.editor("chief", role="chief")
    told = parts(reader)["related"]

    redact(Removal(Terms([CANARY])), category="privacy", note="A person asked.", by=chief)
    late = newsroom.follow(story, query="?after=1&beside=00000000")

    assert ("Water in the street" in told, CANARY in told) == (True, False)
    assert "Water in the street" in parts(late)["related"]
    assert CANARY not in "".join(event.data for event in late.events)
    reader.close()
    late.close()


def test_a_poll_tells_it_too_and_says_nothing_to_who_has_it(
    newsroom: Serving, story: Incident, other: Incident
) -> None:
    address = f"/news/{story.path}/changes/after/1"
    mark = fresh(newsroom, story)
    before = newsroom.told(f"{address}/{mark}")

    lifecycle.retract(other, by=None, note="It was another dam.")
    after = newsroom.until_told(f"{address}/{mark}", "beside")
    again = newsroom.told(f"{address}/{fresh(newsroom, story)}")

    assert "beside" not in before
    assert after["changes"] == []
    assert CANARY not in after["beside"]["parts"]["related"]
    assert "beside" not in again


def test_an_appeal_that_ends_goes_without_anybody_changing_anything(
    newsroom: Serving, story: Incident
) -> None:
    ends = timezone.now() + timedelta(seconds=1)
    text = CampaignText(
        title="Winter",
        goal=12_000,
        donate_url="https://give.example/",
        everywhere=True,
        ends_at=ends,
    )
    campaigns.create(text, by=None)
    reader = newsroom.follow(story, query="?after=1&beside=00000000")

    told = parts(reader)["campaign"]
    while told != GONE:
        told = parts(reader)["campaign"]

    assert timezone.now() >= ends
    assert told in newsroom.page(f"/news/{story.path}/")
    reader.close()
