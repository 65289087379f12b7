"""Topics in the administration: the same names, addresses and merge as at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Topic
from tests import factories
from tests.desk.filled import filled, text


@pytest.fixture
def border(db: None) -> Topic:
    return factories.topic("Border")


def page(topic: Topic) -> str:
    return reverse("admin:incidents_topic_change", args=[topic.pk])


def test_other_names_address_and_number_are_saved_through_the_action(
    desk: Client, border: Topic
) -> None:
    factories.story(topics=[border])
    typed = filled(
        desk,
        page(border),
        name="Frontier",
        other_names="Edge\nLine",
        wikidata="Q133346",
        move="on",
        note="So called now.",
    )

    desk.post(page(border), typed)

    border.refresh_from_db()
    assert (border.slug, border.wikidata) == ("frontier", "Q133346")
    assert list(border.aliases.values_list("name", flat=True)) == ["Edge", "Line"]
    assert 'name="other_names"' in desk.get(page(border)).content.decode()
    assert "Edge" in desk.get(page(border)).content.decode()


def test_a_name_of_another_topic_is_refused_at_its_field(desk: Client, border: Topic) -> None:
    factories.topic("Ministry")

    answer = desk.post(page(border), filled(desk, page(border), other_names="ministry"))

    assert "merge the two" in text(answer.content)
    assert not border.aliases.exists()


def test_the_page_leads_to_the_merge(desk: Client, border: Topic) -> None:
    address = reverse("desk:merge-topic", args=[border.pk])

    assert f'href="{address}"' in desk.get(page(border)).content.decode()


def test_who_may_only_look_sees_the_topic_as_it_is_stored(client: Client, border: Topic) -> None:
    client.force_login(factories.editor("auditor", role="auditor"))

    shown = client.get(page(border))

    assert shown.status_code == 200
    assert "Merge into another topic" not in text(shown.content)


def test_a_topic_is_found_by_another_name(desk: Client, border: Topic) -> None:
    border.aliases.create(name="Frontier")

    shown = desk.get(reverse("admin:incidents_topic_changelist"), {"q": "frontier"})

    assert "Border" in text(shown.content)
