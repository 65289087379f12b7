"""Who an anonymous source is: noted and read on one page, and told nowhere else."""

import io
import logging
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText
from incidents.models import Editor, Event, Source, SourceIdentity
from tests import factories

pytestmark = pytest.mark.django_db

WHO = "Zebulon Quartermaine, room 17"


@pytest.fixture
def source() -> Source:
    """An anonymous source on the list of a public story."""
    return factories.story(sources=[SourceText("An officer", kind="anonymous")]).sources.get()


def place(source: Source) -> str:
    return reverse("desk:source-identity", args=[source.incident_id, source.pk])


def verbs() -> list[str]:
    found = Event.objects.filter(verb__startswith="identity.").order_by("id")
    return list(found.values_list("verb", flat=True))


def test_a_name_is_sealed_and_read_by_those_who_are_named(desk: Client, source: Source) -> None:
    ben = factories.editor("ben", last_name="Reader")
    carl = factories.editor("carl", role="chief")

    sealed = desk.post(place(source), {"note": "1", "who": WHO, "readers": [str(ben.pk)]})
    assert b"Sealed: only the people whom you named" in sealed.content
    assert WHO not in sealed.content.decode()

    for reader, sees in ((ben, True), (carl, False)):
        desk.force_login(reader)
        assert WHO not in desk.get(place(source)).content.decode()
        told = desk.post(place(source), {"read": "1"})
        assert (WHO in told.content.decode()) is sees
        assert told["Cache-Control"] == "no-store"
        assert ("Reader" in told.content.decode().split("It can be read by")[-1]) or not sees
    assert verbs() == ["identity.noted", "identity.read", "identity.refused"]


def test_who_is_not_named_learns_nothing_by_looking(desk: Client, source: Source) -> None:
    other = factories.story("B", sources=[SourceText("Another", kind="anonymous")]).sources.get()
    desk.post(place(source), {"note": "1", "who": WHO})
    desk.force_login(factories.editor("carl", role="chief"))

    pages = [desk.get(place(one)).content.decode() for one in (source, other)]

    assert all("It can be read by" not in page for page in pages)
    assert all("Note it again" not in page for page in pages)
    assert verbs() == ["identity.noted"]


def test_looking_at_the_page_is_no_reading(desk: Client, source: Source) -> None:
    desk.post(place(source), {"note": "1", "who": WHO})

    desk.get(place(source))

    assert verbs() == ["identity.noted"]


def test_it_says_what_the_key_is_and_what_happens_without_it(desk: Client, source: Source) -> None:
    shown = desk.get(place(source)).content.decode()

    assert "IDENTITY_KEY" in shown
    assert "var/identity-key" in shown


def test_only_an_anonymous_source_has_a_name_to_hide(desk: Client) -> None:
    source = factories.story(sources=[SourceText("The Paper")]).sources.get()

    shown = desk.get(place(source)).content.decode()
    refused = desk.post(place(source), {"note": "1", "who": WHO})

    assert "Only an anonymous source has a hidden name" in shown
    assert refused.status_code == 200
    assert not SourceIdentity.objects.exists()


def test_an_auditor_does_not_come_in(client: Client, source: Source) -> None:
    client.force_login(factories.editor("otto", role="auditor"))

    assert client.get(place(source)).status_code == 403
    assert client.post(place(source), {"read": "1"}).status_code == 403


def test_the_name_is_in_no_log_export_history_format_or_api(
    desk: Client, anna: Editor, source: Source, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    factories.editor("root", is_superuser=True)

    desk.post(place(source), {"note": "1", "who": WHO})
    desk.post(place(source), {"read": "1"})
    archive = tmp_path / "archive"
    call_command("export_incidents", str(archive), stdout=io.StringIO())

    desk.force_login(Editor.objects.get(username="root"))
    address = source.incident.get_absolute_url().rstrip("/")
    told = [desk.get(f"{address}{end}") for end in ("/", ".json", ".xml", ".md", "/changes.json")]
    told += [desk.get(f"/api/v1/{noun}/") for noun in ("sources", "incidents", "versions")]
    told += [desk.get(f"/desk/{source.incident_id}/"), desk.get(place(source))]
    told += [
        desk.get(reverse(f"admin:incidents_{name}", args=keys))
        for name, keys in (
            ("source_change", [source.pk]), ("source_changelist", []), ("event_changelist", [])
        )
    ]  # fmt: skip
    assert {one.status_code for one in told} == {200}
    texts = [one.content.decode() for one in told] + [archive.read_text(), caplog.text]
    assert [text for text in texts if "Zebulon" in text or "Quartermaine" in text] == []
    assert "identity.read" in texts[-3]
