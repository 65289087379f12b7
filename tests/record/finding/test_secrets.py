"""A search tells nothing of what only the desk knows, not even by what it asks the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions.finding import follow
from incidents.actions.house import topics
from incidents.actions.stories import lifecycle
from incidents.models import Incident, Topic
from incidents.record.finding.searching import search
from incidents.record.pages.search import SearchPage, Sought
from tests import factories

pytestmark = pytest.mark.django_db


def asked(topic: str) -> tuple[SearchPage, list[str]]:
    """A search within a topic, and what it asked the database, with the topic left out of it."""
    known = Topic.objects.filter(slug=topic).values_list("pk", flat=True).first() or 0
    with CaptureQueriesContext(
        connection,
    ) as context:
        page = search(Sought(q="fire", topic=topic))
    told = [each["sql"] for each in context.captured_queries if "SAVEPOINT" not in each["sql"]]
    return page, [each.replace(topic, "…").replace(f"topic:{known}", "topic:…") for each in told]


@pytest.fixture
def fire() -> Incident:
    """A story that can be found, beside another one; and a topic without a story."""
    story = factories.story("Fire", topics=topics.named(["Mill"], by=None))
    factories.story("Another fire")
    topics.named(["Nightfall"], by=None)
    follow()
    return story


def test_a_topic_that_only_the_desk_knows_is_asked_for_like_one_that_there_is_not(
    fire: Incident,
) -> None:
    hidden, said = asked("nightfall")
    nothing, says = asked("nothing")

    assert said == says
    assert [one.name for one in hidden.chosen] == ["nightfall"]
    assert (hidden.hits, nothing.hits) == ((), ())


def test_so_is_one_whose_stories_are_all_withdrawn(fire: Incident) -> None:
    before, _ = asked("mill")
    lifecycle.retract(fire, by=None, note="All false.")
    follow()

    after, said = asked("mill")

    assert [one.name for one in before.chosen] == ["Mill"]
    assert [one.name for one in after.chosen] == ["mill"]
    assert said == asked("nothing")[1]
