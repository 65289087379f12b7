"""What has to go goes from the streams too, also out of what was said before."""

from collections.abc import Iterator

import pytest

from tests.live.paper import STORY, Paper, Running, running


@pytest.fixture
def newsroom() -> Iterator[Running]:
    """A story with three versions, and its stream."""
    paper = Paper()
    paper.story.grow(3)
    with running(paper) as started:
        yield started


def test_after_a_redaction_nobody_gets_the_bytes_from_before(newsroom: Running) -> None:
    reader = newsroom.follow()
    newsroom.change()
    reader.next()
    newsroom.paper.story.entries[3]["pieces"] = {"update.1": "taken out"}
    newsroom.change(kind="redaction")
    reader.next()

    late = newsroom.follow(STORY, "Last-Event-ID: 3")

    assert late.next().said["pieces"] == {"update.1": "taken out"}
    assert late.numbers(1) == [5]
    reader.close()
    late.close()


def test_what_a_version_said_of_another_story_goes_when_that_changes(newsroom: Running) -> None:
    first = newsroom.follow()
    newsroom.paper.story.grow()
    told = newsroom.paper.story.entries[3]
    told |= {"names": "/news/other", "related": "A name that has to go"}
    newsroom.wake()
    first.numbers(1)
    newsroom.change()
    first.numbers(1)

    told["related"] = "Withdrawn"
    newsroom.wake("/news/other")
    late = newsroom.follow(query="?after=3")

    assert late.next().said == told
    first.close()
    late.close()


def test_versions_that_are_told_no_more_are_passed_over(newsroom: Running) -> None:
    newsroom.paper.story.withheld = {1, 2}
    newsroom.change(kind="retraction")
    reader = newsroom.follow(query="?after=0")

    newsroom.change()

    assert reader.numbers(3) == [3, 4, 5]
    reader.close()
