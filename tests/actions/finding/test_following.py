"""What is published becomes findable, and what is taken out is found no more from that moment."""

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from incidents.actions.finding import follow, rebuild
from incidents.actions.house import topics
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, media, updates, versions
from incidents.models import Findable, FindableHead, Incident, LedgerHead, Version
from incidents.record.finding.portions import MOST_TEXTS, portions
from incidents.record.finding.searching import search
from incidents.record.pages.search import Sought
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.media_texts import image

pytestmark = pytest.mark.django_db


def hits(q: str) -> int:
    """How many stories are found as the index is, without following anything."""
    return search(Sought(q=q)).count


def position() -> int:
    return FindableHead.objects.get().position


def test_what_is_published_is_found_once_it_was_followed() -> None:
    story = factories.story("Canary lands")
    before = hits("canary")

    follow()

    assert (before, hits("canary")) == (0, 1)
    assert position() == story.position


def test_drafts_and_texts_in_the_making_are_never_found() -> None:
    factories.draft("Canary of a draft")
    story = factories.story("Public")
    factories.draft_update(story, "<p>Canary of an update.</p>")

    follow()

    assert hits("canary") == 0
    assert Findable.objects.count() == 1


def test_catching_up_takes_as_many_turns_as_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.actions.finding.following.VERSIONS", 4)
    for number in range(6):
        factories.update(factories.story(f"Canary {number}"))

    turns = [follow() for _ in range(4)]

    assert turns == [True, True, True, False]
    assert hits("canary") == 6
    assert position() == LedgerHead.objects.get().position


def test_a_change_is_followed_by_its_own_story_alone() -> None:
    story, _ = factories.story("One"), factories.story("Other")
    follow()
    before = dict(Findable.objects.values_list("incident_id", "version"))
    factories.update(story)

    follow()

    after = dict(Findable.objects.values_list("incident_id", "version"))
    assert {key: after[key] - before[key] for key in after} == {story.pk: 1, _.pk: 0}


def test_a_retracted_update_is_found_no_more_at_once_and_the_rest_again_soon() -> None:
    story = factories.story("Bridge")
    update = factories.update(story, "<p>A canary lands.</p>")
    follow()

    updates.retract(update, by=None, note="It was none.")
    at_once = hits("canary"), hits("bridge")
    follow()

    assert at_once == (0, 0)
    assert (hits("canary"), hits("bridge")) == (0, 1)


def test_a_retracted_story_is_found_no_more_until_it_is_restored() -> None:
    story = factories.story("Canary lands")
    follow()

    lifecycle.retract(story, by=None, note="It did not.")
    at_once = hits("canary")
    follow()
    followed = hits("canary")
    lifecycle.restore(Incident.objects.get(pk=story.pk), by=None, note="It did.")
    follow()

    assert (at_once, followed, hits("canary")) == (0, 0, 1)


def test_a_redacted_word_is_found_no_more_at_once() -> None:
    story = factories.story("Bridge", lead="<p>Police hold Canary Byrd.</p>")
    factories.update(story, "<p>Nobody else is held.</p>")
    follow()

    removed("Canary Byrd")
    at_once = hits("canary")
    follow()

    assert at_once == 0
    assert (hits("canary"), hits("bridge")) == (0, 1)


def test_a_word_of_an_old_version_that_is_redacted_leaves_no_trace_either() -> None:
    story = factories.story("Bridge", lead="<p>Police hold Canary Byrd.</p>")
    follow()
    edit = StoryEdit(lead="<p>Police hold a man.</p>")
    editing.edit(story, edit, by=None, kind="correction", note="No name.")

    removed("Canary Byrd")

    assert hits("canary") == 0


def test_a_restored_version_takes_what_came_since_with_it() -> None:
    story = factories.story("Bridge", lead="<p>Quiet.</p>")
    edit = StoryEdit(lead="<p>A canary.</p>")
    story = editing.edit(story, edit, by=None, kind="correction", note="No.")
    follow()

    versions.restore(story, 1, by=None, note="It was quiet.", base=2)
    at_once = hits("canary")
    follow()

    assert (at_once, hits("canary"), hits("quiet")) == (0, 0, 1)


def test_the_words_of_a_removed_picture_go_with_it() -> None:
    story = factories.story("Bridge")
    medium = media.add(story, image(caption="A canary."), by=None)
    updates.post(story, UpdateText(body="<p>Look.</p>", media=[1]), by=None)
    update = story.updates.get()
    follow()
    assert hits("canary") == 1

    updates.edit(update, UpdateText(media=[]), by=None, note="No picture.")
    medium.refresh_from_db()
    at_once = hits("canary")
    follow()

    assert (at_once, hits("canary"), hits("bridge")) == (0, 0, 1)


def test_words_of_an_older_version_are_refused_by_the_database() -> None:
    story = factories.story("Bridge")
    follow()
    factories.update(story)

    with pytest.raises(IntegrityError, match="no longer what is public"), transaction.atomic():
        Findable.objects.update(version=1)


def test_words_of_a_retracted_story_are_refused_by_the_database() -> None:
    story = factories.story("Bridge")
    follow()
    row = Findable.objects.get()
    retracted = lifecycle.retract(story, by=None, note="No.")

    row.pk, row.version = None, retracted.version_number
    with pytest.raises(IntegrityError, match="no longer what is public"), transaction.atomic():
        row.save()


def test_publishing_asks_nothing_of_the_index(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    story = factories.story("Bridge")
    follow()

    with connection.execute_wrapper(no_words):
        factories.update(story)
        editing.edit(story, StoryEdit(headline="Other"), by=None, note="Better.")


def no_words(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    assert "incidents_findable" not in sql
    return execute(sql, params, many, context)


def test_a_long_story_stands_in_portions_and_one_more_update_changes_the_last_alone() -> None:
    story = factories.long_story(MOST_TEXTS + 10)
    follow()
    before = digests(story)

    factories.update(story, "<p>One more.</p>")
    follow()

    after = digests(story)
    assert len(before) == len(after) == 2
    assert before[0] == after[0]
    assert before[1] != after[1]


def digests(story: Incident) -> list[str]:
    rows = Findable.objects.filter(incident=story).order_by("portion")
    return list(rows.values_list("digest", flat=True))


def test_portions_that_a_story_has_no_more_go() -> None:
    story = factories.story("Bridge", lead=f"<p>{'Word ' * 30_000}</p>")
    follow()
    before = Findable.objects.count()
    edit = StoryEdit(lead="<p>Short.</p>")
    editing.edit(story, edit, by=None, kind="correction", note="Too long.")

    follow()

    assert before == 3
    assert Findable.objects.count() == 1


def test_a_topic_under_another_name_is_followed() -> None:
    topic = factories.topic("Border")
    factories.story("Night", topics=[topic])
    follow()

    topics.edit(topic, by=None, name="Canary", note="Another name.")
    follow()

    assert (hits("border"), hits("canary")) == (0, 1)


def test_a_rebuilding_makes_anew_what_was_lost_and_drops_what_should_not_be() -> None:
    stories = [factories.story(f"Canary {number}") for number in range(3)]
    factories.draft("Canary of a draft")
    follow()
    Findable.objects.filter(incident=stories[0]).delete()
    FindableHead.objects.all().delete()
    told: list[int] = []

    done = rebuild(told.append)

    assert hits("canary") == 3
    assert done == told[-1] == 4
    assert position() == Version.objects.latest("position").position


def test_what_is_as_it_should_be_is_not_written_again() -> None:
    factories.story("Bridge")
    follow()
    (before,) = rows_of_the_table()

    rebuild(lambda _: None)

    assert rows_of_the_table() == [before]


def rows_of_the_table() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text FROM incidents_findable")
        return list(cursor.fetchall())


def test_a_story_that_changes_between_reading_and_writing_is_left_for_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = factories.story("Bridge")
    other = factories.story("Other")

    def overtaken(found):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        made = portions(found)
        monkeypatch.undo()
        factories.update(story)
        return made

    monkeypatch.setattr("incidents.actions.finding.storing.portions", overtaken)

    follow()
    first = (position(), hits("bridge"), hits("other"))
    follow()

    assert first == (story.position - 1, 0, 1)
    assert (hits("bridge"), hits("other")) == (1, 1)
    assert position() == other.position + 1
