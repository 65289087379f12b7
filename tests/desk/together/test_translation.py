"""The page on which an editor says that a story is a translation."""

import pytest
from django.test import Client

from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db


def said(desk: Client, incident: Incident, original: str, note: str = "Translated.") -> str:
    address = f"/desk/{incident.pk}/translation/"
    base = Incident.objects.get(pk=incident.pk).version_number
    given = {"original": original, "note": note, "base": base}
    return desk.post(address, given, follow=True).content.decode()


@pytest.mark.parametrize("form", ["{}", "http://testserver{}", "{}updates/1/", "  {}?from=mail "])
def test_the_original_is_named_by_any_address_of_its_pages(desk: Client, form: str) -> None:
    original = factories.story()
    translation = factories.story("Schüsse an der Grenze", language="de")

    said(desk, translation, form.format(original.get_absolute_url()))

    assert Incident.objects.get(pk=translation.pk).translation_of == original.key
    shown = desk.get(f"/desk/{translation.pk}/translation/").content.decode()
    assert f'value="{original.get_absolute_url()}"' in shown


def test_an_empty_address_takes_it_back(desk: Client) -> None:
    original = factories.story()
    translation = factories.story("Schüsse an der Grenze", language="de")
    said(desk, translation, original.get_absolute_url())

    said(desk, translation, "", note="Not a translation.")

    assert Incident.objects.get(pk=translation.pk).translation_of is None


def test_what_cannot_be_is_said_at_the_field(desk: Client) -> None:
    original = factories.story()
    translation = factories.story("Schüsse an der Grenze", language="de")

    assert "No story of ours has this address." in said(desk, translation, "/news/2017/02/25/none/")
    assert "a translation of itself" in said(desk, original, original.get_absolute_url())
    missing = said(desk, translation, original.get_absolute_url(), note="")
    assert "Translated from Armenian" in missing
    assert Incident.objects.get(pk=translation.pk).translation_of is None
