"""Sources and related stories: whole lists, one version for each time they are saved."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident, Related, Source
from tests import factories
from tests.desk.filled import filled, found, text


@pytest.fixture
def story(desk: Client) -> Incident:
    texts = [SourceText(outlet=outlet) for outlet in ("Agency", "Ministry", "Witness")]
    story = editing.edit(factories.story(), StoryEdit(sources=texts), by=None, note="Sources.")
    factories.update(story, cites=[Source.objects.get(outlet="Witness").pk])
    return Incident.objects.get()


def sources(story: Incident) -> str:
    return reverse("desk:sources", args=[story.pk])


def related(story: Incident) -> str:
    return reverse("desk:related", args=[story.pk])


def listed() -> list[tuple[int | None, str]]:
    return list(Source.objects.values_list("number", "outlet").order_by("number"))


def test_sources_are_put_in_order_taken_off_and_added_in_one_version(
    desk: Client, story: Incident
) -> None:
    typed = filled(
        desk,
        sources(story),
        note="In the order in which they spoke.",
        **{
            "sources-0-remove": "on",
            "sources-1-place": "5",
            "sources-3-outlet": "Hospital",
            "sources-3-url": "https://example.org/hospital",
            "sources-3-published_at": "2017-02-25T14:30",
        },
    )

    desk.post(sources(story), typed)

    assert listed() == [(1, "Witness"), (2, "Ministry"), (3, "Hospital")]
    assert Incident.objects.get().version_number == story.version_number + 1
    assert b'href="#source-1">[1]' in desk.get(story.get_absolute_url()).content


def test_rows_come_back_in_the_order_that_was_typed(desk: Client, story: Incident) -> None:
    typed = filled(desk, sources(story), **{"sources-0-place": "3", "sources-2-place": "1"})

    answer = desk.post(sources(story), typed)

    names = found(answer.content, "//input[contains(@name, '-outlet')]/@value")
    assert names == ["Witness", "Ministry", "Agency"]


def test_a_row_that_is_wrong_is_named_above_the_list(desk: Client, story: Incident) -> None:
    typed = filled(desk, sources(story), note="One more.", **{"sources-3-title": "Only a title"})

    answer = desk.post(sources(story), typed)

    [way] = found(answer.content, "//div[@role='alert']//a")
    assert "Say who this source is" in str(way.text_content())
    assert way.get("href") == "#id_sources-3-outlet_field"


def test_a_list_without_its_note_comes_back_as_typed(desk: Client, story: Incident) -> None:
    typed = filled(desk, sources(story), **{"sources-0-title": "Kept title"})

    answer = desk.post(sources(story), typed)

    assert "Tell readers why the list changed" in answer.context["form"].errors["note"][0]
    assert 'value="Kept title"' in answer.content.decode()


def test_a_wrong_web_address_is_refused_and_nothing_is_lost(desk: Client, story: Incident) -> None:
    typed = filled(desk, sources(story), note="Links.", **{"sources-0-url": "javascript:1"})

    answer = desk.post(sources(story), typed)

    assert "is not a web address" in text(answer.content)
    assert "javascript:1" in answer.content.decode()
    assert Incident.objects.get().version_number == story.version_number


def test_a_list_that_somebody_else_changed_is_not_overwritten(
    desk: Client, story: Incident
) -> None:
    mine = filled(desk, sources(story), note="Mine.", **{"sources-0-title": "Mine"})
    other = filled(desk, sources(story), note="Other.", **{"sources-3-outlet": "Hospital"})
    desk.post(sources(story), other)

    answer = desk.post(sources(story), mine)

    assert answer.context["form"].non_field_errors()
    assert [outlet for _, outlet in listed()] == ["Agency", "Ministry", "Witness", "Hospital"]


def test_a_story_of_ours_is_found_and_set_beside(desk: Client, story: Incident) -> None:
    other = factories.story("Bridge closed")
    factories.draft("Bridge in a draft")
    typed = filled(desk, related(story), sought="bridge", search="1")

    found = desk.post(related(story), typed)
    del typed["search"]
    desk.post(related(story), typed | {"add": [other.pk], "note": "Same bridge."})

    assert "Bridge closed" in text(found.content)
    assert "Bridge in a draft" not in text(found.content)
    assert [link.story for link in Related.objects.all()] == [other]


def test_titled_links_are_added_put_in_order_and_taken_off(desk: Client, story: Incident) -> None:
    choices = [RelatedChoice(title=title) for title in ("One", "Two")]
    editing.edit(story, StoryEdit(related=choices), by=None, note="Before.")
    typed = filled(
        desk,
        related(story),
        note="Better.",
        **{
            "related-0-remove": "on",
            "related-2-title": "Three",
            "related-2-date": "2016-04-02",
            "related-2-contexts": "Border, Ministry",
            "related-2-place": "1",
        },
    )

    desk.post(related(story), typed)

    links = list(Related.objects.all())
    assert [link.title for link in links] == ["Three", "Two"]
    assert links[0].contexts == ["Border", "Ministry"]


def test_a_related_story_without_a_title_is_refused(desk: Client, story: Incident) -> None:
    typed = filled(desk, related(story), note="Why.", **{"related-0-date": "2016-04-02"})

    answer = desk.post(related(story), typed)

    assert "needs a title" in text(answer.content)


def test_hundreds_of_sources_are_saved_in_one_form(desk: Client, story: Incident) -> None:
    texts = [SourceText(outlet=f"Outlet {number}") for number in range(150)]
    editing.edit(story, StoryEdit(sources=texts), by=None, note="Many.")
    typed = filled(desk, sources(story), note="One more.", **{"sources-150-outlet": "Hospital"})

    answer = desk.post(sources(story), typed)

    assert answer.status_code == 302
    assert Source.objects.count() == 151


def test_keys_that_are_none_are_passed_over(desk: Client, story: Incident) -> None:
    typed = filled(desk, related(story), note="Why.") | {"add": ["x", "\u00b2", "9" * 30]}

    answer = desk.post(related(story), typed)

    assert answer.status_code == 302
    assert not Related.objects.exists()


def test_a_number_of_rows_that_is_none_is_an_error_and_no_fault(
    desk: Client, story: Incident
) -> None:
    typed = filled(desk, sources(story), note="Why.") | {"sources-INITIAL_FORMS": "9" * 5_000}

    answer = desk.post(sources(story), typed)

    assert answer.status_code == 200
