"""The administration's lists: found, filtered, completed, and cheap."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from incidents.models import Editor, Incident
from tests import factories

NOUNS = sorted(
    str(model._meta.model_name)
    for model in admin.site._registry
    if model._meta.app_label == "incidents"
)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_can_be_searched(desk: Client, anna: Editor, noun: str) -> None:
    Editor.objects.filter(pk=anna.pk).update(is_superuser=True)
    factories.long_story(2)

    answer = desk.get(reverse(f"admin:incidents_{noun}_changelist"), {"q": "night"}, follow=True)

    assert answer.status_code == 200


@pytest.mark.parametrize("noun", ["incident", "update", "source", "topic", "version", "event"])
def test_a_list_asks_as_often_for_many_rows_as_for_few(
    desk: Client, django_assert_max_num_queries: object, noun: str
) -> None:
    for number in range(5):
        factories.long_story(2, f"Night {number}")

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        desk.get(reverse(f"admin:incidents_{noun}_changelist"))


def test_the_page_of_a_story_asks_seldom(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    story = factories.long_story(12)

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        desk.get(reverse("admin:incidents_incident_change", args=[story.pk]))


def test_stories_and_topics_are_completed_while_typing(desk: Client) -> None:
    story = factories.story("Shots near the border")
    query = {
        "app_label": "incidents",
        "model_name": "related",
        "field_name": "story",
        "term": "shots",
    }

    answer = desk.get(reverse("admin:autocomplete"), query)

    assert [row["id"] for row in answer.json()["results"]] == [str(story.pk)]


def test_a_colleague_is_invited_and_given_a_name_for_readers(desk: Client, anna: Editor) -> None:
    Editor.objects.filter(pk=anna.pk).update(is_superuser=True)
    typed = {
        "username": "berta",
        "usable_password": "true",
        "password1": "a long pass phrase",
        "password2": "a long pass phrase",
        "is_staff": "on",
        "byline_mode": "pseudonym",
        "pseudonym": "B. Border",
    }

    answer = desk.post(reverse("admin:incidents_editor_add"), typed)

    berta = Editor.objects.get(username="berta")
    assert answer.status_code == 302
    assert berta.check_password("a long pass phrase")
    assert berta.byline == "B. Border"


def test_an_editor_without_that_right_sees_no_accounts(desk: Client) -> None:
    answer = desk.get(reverse("admin:incidents_editor_changelist"))

    assert answer.status_code == 403
    assert Incident.objects.count() == 0
