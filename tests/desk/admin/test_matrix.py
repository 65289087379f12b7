"""The administration holds every noun, and lets each role do there what the desk lets it do."""

import re
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory

from incidents.actions.stories import lifecycle
from incidents.models import Editor, Event, Incident, Update, Version
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ("contributor", "editor", "chief", "auditor", "people", "superuser")
READ = "contributor editor chief auditor superuser"
WRITE = "contributor editor chief superuser"
PUBLISH = "editor chief superuser"
CHIEF = "chief superuser"
AUDIT = "chief auditor superuser"
PEOPLE = "chief people superuser"
ROOT = "superuser"
NOBODY = ""

MATRIX: dict[str, tuple[str, str, str, str]] = {
    # noun: who may see it, add one, change one that stands in public, delete (withdraw) that one
    "Incident": (READ, WRITE, PUBLISH, PUBLISH),
    "Update": (READ, PUBLISH, PUBLISH, PUBLISH),
    "Source": (READ, WRITE, PUBLISH, PUBLISH),
    "Related": (READ, WRITE, PUBLISH, PUBLISH),
    "Topic": (READ, WRITE, PUBLISH, PUBLISH),
    "House": (READ, NOBODY, CHIEF, NOBODY),
    "Comment": (READ, NOBODY, PUBLISH, PUBLISH),
    "CommentBan": (READ, NOBODY, NOBODY, PUBLISH),
    "Editor": (f"{AUDIT} people", ROOT, PEOPLE, NOBODY),
    "Event": (AUDIT, NOBODY, NOBODY, NOBODY),
    "Purge": (AUDIT, NOBODY, NOBODY, NOBODY),
} | dict.fromkeys(
    (
        *("Address", "Arrangement", "Byline", "Checkpoint", "Content", "Draft", "Fetched"),
        *("ImportedStory", "KeptDifference", "LedgerHead", "Link", "Medium", "Note", "Picture"),
        *("Presence", "Redaction", "Report", "SitePage", "Version"),
    ),
    (READ, NOBODY, NOBODY, NOBODY),
)
OF_OTHERS = {"Campaign", "CampaignAmount"}
"""Whose rights are held beside the pages of the desk on which they are worked on."""

ELSEWHERE = {
    "Aside": "derived: what pages in memory are told of, for two days",
    "Citation": "the updates of a story say what they rest on",
    "Findable": "derived: the words by which a story is found",
    "FindableHead": "derived: how far the words are gathered",
    "Listed": "derived: what stands where",
    "Session": "its key opens the desk; the pages of people show it without",
    "SourceIdentity": "sealed: only named people open it, one at a time",
    "Tally": "derived: how much stands where",
    "TopicAddress": "an address that a topic had",
    "TopicAlias": "stands on the page of its topic",
    "VersionPiece": "the page of a version shows its pieces",
}
"""Nouns without a page here, each with the reason."""


def allowed(noun: str, act: str, role: str) -> bool:
    """Whether the administration lets a role do that."""
    model = apps.get_model("incidents", noun)
    page = admin.site._registry[model]
    request = RequestFactory().get("/admin/")
    request.user = somebody(role)
    if act == "add":
        return page.has_add_permission(request)
    return bool(getattr(page, f"has_{act}_permission")(request, one_of(noun)))


def somebody(role: str) -> Editor:
    """Someone with this role."""
    fields: dict[str, object] = {"is_superuser": True} if role == "superuser" else {"role": role}
    return Editor.objects.filter(username=role).first() or factories.editor(role, **fields)


def one_of(noun: str) -> object:
    """One that stands in public, where it can; else none in particular."""
    story = Incident.objects.filter(version_number__gt=0).first() or factories.story()
    if noun == "Incident":
        return story
    if noun == "Update":
        return Update.objects.first() or factories.update(story)
    if noun == "Editor":
        return Editor.objects.filter(username="somebody").first() or factories.editor(
            "somebody", role="contributor"
        )
    rows: dict[str, dict[str, Any]] = {
        "Source": {"incident": story, "number": 1},
        "Related": {"incident": story},
    }
    return apps.get_model("incidents", noun)(**rows[noun]) if noun in rows else None


@pytest.mark.parametrize("noun", sorted(MATRIX))
def test_each_role_may_do_what_was_decided_and_no_more(noun: str) -> None:
    decided = dict(zip(("view", "add", "change", "delete"), MATRIX[noun], strict=True))

    otherwise = [
        f"{role} {act}"
        for role, act in product(ROLES, decided)
        if allowed(noun, act, role) != (role in decided[act].split())
    ]

    assert otherwise == []


def test_every_noun_has_a_page_or_a_reason() -> None:
    nouns = {model.__name__ for model in apps.get_app_config("incidents").get_models()}
    pages = {str(model.__name__) for model in admin.site._registry}
    rows = {
        str(row.model.__name__) for page in admin.site._registry.values() for row in page.inlines
    }

    assert nouns - pages - rows == ELSEWHERE.keys() & nouns
    assert pages - OF_OTHERS == MATRIX.keys()
    assert not pages & ELSEWHERE.keys()


def test_what_only_editors_see_is_changed_by_who_writes() -> None:
    draft = factories.draft()
    page = admin.site._registry[Incident]
    request = RequestFactory().get("/admin/")

    for role in ROLES:
        fields: dict[str, object] = (
            {"is_superuser": True} if role == "superuser" else {"role": role}
        )
        request.user = factories.editor(f"the-{role}", **fields)
        assert page.has_change_permission(request, draft) == (role in WRITE.split()), role


def test_a_stranger_and_somebody_from_outside_see_nothing() -> None:
    request: HttpRequest = RequestFactory().get("/admin/")

    for user in (AnonymousUser(), factories.editor("reader", is_staff=False, role="chief")):
        request.user = user
        for model, page in admin.site._registry.items():
            assert not page.has_view_permission(request), model.__name__
            assert not page.has_add_permission(request), model.__name__


def test_nothing_can_be_done_in_bulk_around_the_ledger(client: Client) -> None:
    request = RequestFactory().get("/admin/")
    request.user = factories.editor(is_superuser=True)

    for model, page in admin.site._registry.items():
        assert "delete_selected" not in page.get_actions(request), model.__name__
        assert page.list_editable == (), model.__name__


def test_pages_say_what_they_show(client: Client) -> None:
    client.force_login(factories.editor(is_superuser=True))
    story = factories.story("A bridge fell")
    factories.update(story)
    version = Version.objects.get(number=2)

    shown = client.get(f"/admin/incidents/version/{version.position}/change/").content.decode()

    assert "Version 2 of “A bridge fell”" in shown


def test_every_list_and_every_page_opens(client: Client) -> None:
    client.force_login(factories.editor(is_superuser=True))
    story = factories.long_story(1)
    factories.draft_update(story)
    lifecycle.end(story, by=None)

    for model, page in admin.site._registry.items():
        start = f"/admin/incidents/{model._meta.model_name}/"
        assert client.get(start, follow=True).status_code == 200, start
        for row in model._default_manager.all()[:1]:
            address = f"{start}{row.pk}/change/"
            assert client.get(address).status_code == 200, address
        assert re.search("[a-z]", str(page.__doc__)), model.__name__


def test_the_acts_of_the_administration_name_their_place(client: Client) -> None:
    client.force_login(factories.editor(is_superuser=True))

    client.post("/admin/incidents/topic/add/", {"name": "Border", "kind": "other"})

    assert Event.objects.get(verb="topic.created").address == "127.0.0.1"
