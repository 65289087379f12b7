"""Who is a contributor, an editor or a chief: chosen by chiefs and by who runs the site."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Editor, Right
from tests import factories
from tests.desk.filled import filled


@pytest.fixture
def boris(db: None) -> Editor:
    return factories.editor("boris")


def page(editor: Editor) -> str:
    return reverse("admin:incidents_editor_change", args=[editor.pk])


def signed_in(client: Client, **fields: object) -> Client:
    client.force_login(factories.editor("clara", **fields))
    return client


def test_a_chief_chooses_roles_and_nothing_else(client: Client, boris: Editor) -> None:
    chief = signed_in(client, role="chief")

    typed = filled(chief, page(boris), role="contributor")
    chief.post(page(boris), typed | {"is_superuser": "on", "username": "other"})

    boris.refresh_from_db()
    assert boris.role == "contributor"
    assert (boris.username, boris.is_superuser) == ("boris", False)


def test_a_chief_sets_nobody_else_s_password(client: Client, boris: Editor) -> None:
    chief = signed_in(client, role="chief")

    answer = chief.get(reverse("admin:auth_user_password_change", args=[boris.pk]))

    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_nobody_else_comes_near_the_accounts(client: Client, boris: Editor, role: str) -> None:
    editor = signed_in(client, role=role)

    assert editor.get(page(boris)).status_code == 403
    assert editor.post(page(boris), {"role": "chief"}).status_code == 403


def test_who_runs_the_site_is_a_chief_and_changes_everything(client: Client, boris: Editor) -> None:
    superuser = signed_in(client, is_superuser=True, role="contributor")

    superuser.post(page(boris), filled(superuser, page(boris), role="chief", last_name="New"))

    boris.refresh_from_db()
    assert (boris.role, boris.last_name) == ("chief", "New")
    assert Editor.objects.get(username="clara").may(Right.REDACT)
