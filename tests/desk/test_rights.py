"""Who may come in: every address of desk and administration has a decided answer."""

from itertools import product
from uuid import UUID

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from incidents.desk import urls
from incidents.models import Editor
from tests import factories

OPEN = {"login"}
ONLY_POSTED = {
    "campaign-amount",
    "hints",
    "keep-draft",
    "logout",
    "look-up",
    "mark-update",
    "remove-medium",
    "upload-picture",
    "mentions-seen",
    "person-act",
    "sessions",
    "stop-everything",
}
ONLY_CHIEFS = {
    "approve-draft",
    "audit",
    "audit-export",
    "audit-export-lines",
    "campaign",
    "campaigns",
    "comment-rule",
    "invite",
    "new-campaign",
    "new-site-page",
    "notice",
    "people",
    "person",
    "redact",
    "rules",
    "site-page",
    "site-pages",
    "story-rules",
}
NAMES = sorted(str(pattern.name) for pattern in urls.urlpatterns)
CLOSED = [name for name in NAMES if name not in OPEN]
ADMINISTRATION_OPEN = {
    *("/admin/login/", "/admin/logout/", "/admin/password_change/", "/admin/jsi18n/"),
}
METHODS = ("get", "post", "put", "patch", "delete", "trace", "options")


def address(name: str, story: int = 1, update: int = 1) -> str:
    pattern = next(found for found in urls.urlpatterns if found.name == name)
    values = {
        "pk": story,
        "update": update,
        "number": 1,
        "report": 1,
        "note": 1,
        "topic": 1,
        "source": 1,
        "kept": 1,
        "person": 1,
        "comment": 1,
        "campaign": 1,
        "page_slug": "ethics",
        "name": f"{'0' * 64}.webp",
        "key": UUID(int=1),
    }
    keys = pattern.pattern.converters
    return reverse(f"desk:{name}", kwargs={key: values[key] for key in keys})


def administration() -> list[str]:
    """Every address under /admin/, with 1 wherever a key stands."""
    resolver = next(
        entry
        for entry in get_resolver().url_patterns
        if isinstance(entry, URLResolver) and entry.app_name == "admin"
    )
    return sorted(set(_under("/admin/", resolver)) - ADMINISTRATION_OPEN)


def _under(start: str, resolver: URLResolver) -> list[str]:
    found: list[str] = []
    for entry in resolver.url_patterns:
        route = str(entry.pattern)
        for converter in ("<path:object_id>", "<int:content_type_id>", "<path:url>", "<id>"):
            route = route.replace(converter, "1")
        if isinstance(entry, URLResolver):
            found += _under(start + route, entry)
        elif "(?P" not in route:
            found.append(start + route)
    return found


def test_a_stranger_is_sent_to_sign_in(db: None, client: Client) -> None:
    for name, method in product(CLOSED, METHODS):
        answer = getattr(client, method)(address(name))
        assert answer.status_code == 302, (name, method)
        assert answer["Location"].startswith(reverse("desk:login"))
        assert answer["Cache-Control"] == "no-store"


def test_who_is_no_editor_is_told_so(db: None, client: Client) -> None:
    client.force_login(factories.editor("reader", is_staff=False))

    for name in CLOSED:
        answer = client.get(address(name))
        assert answer.status_code == 403, name
        assert answer["Cache-Control"] == "no-store"


def test_who_was_made_inactive_is_out(client: Client, db: None) -> None:
    left = factories.editor("left")
    client.force_login(left)
    Editor.objects.filter(pk=left.pk).update(is_active=False)

    assert client.get(reverse("desk:home")).status_code == 302


def test_no_address_answers_methods_it_does_not_know(desk: Client) -> None:
    for name, method in product(NAMES, ("put", "patch", "delete", "trace")):
        assert getattr(desk, method)(address(name)).status_code == 405, (name, method)


def test_nothing_of_the_desk_is_kept_anywhere(desk: Client) -> None:
    update = factories.update(factories.story())

    for name, key in product(NAMES, (update.pk, 0)):
        answer = desk.get(address(name, update.incident_id if key else 0, key))
        known = {405} if name in ONLY_POSTED else {200, 302, 404}
        assert answer.status_code in ({403} if name in ONLY_CHIEFS else known), name
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"


def test_a_stranger_sees_nothing_of_the_administration(db: None, client: Client) -> None:
    for held, method in product(administration(), ("get", "post")):
        answer = getattr(client, method)(held)
        assert answer.status_code in (301, 302), held
        assert "/admin/" in answer["Location"]


def test_who_is_no_editor_sees_nothing_of_the_administration(db: None, client: Client) -> None:
    client.force_login(factories.editor("reader", is_staff=False))

    for held in administration():
        answer = client.get(held)
        assert answer.status_code in (301, 302), held
        assert "/admin/" in answer["Location"]


def test_signing_in_leads_to_where_one_wanted_to_go(client: Client, anna: Editor) -> None:
    wanted = reverse("desk:new")
    shown = client.get(wanted, follow=True)

    answer = client.post(
        shown.request["PATH_INFO"], {"login": "anna", "password": "secret", "next": wanted}
    )

    assert answer["Location"] == wanted


def test_signing_in_leads_nowhere_else(client: Client, anna: Editor) -> None:
    answer = client.post(
        reverse("desk:login"),
        {"login": "anna", "password": "secret", "next": "https://example.org/"},
    )

    assert answer["Location"] == reverse("desk:home")


def test_a_wrong_password_is_said_and_the_name_kept(client: Client, anna: Editor) -> None:
    answer = client.post(reverse("desk:login"), {"login": "anna", "password": "wrong"})

    assert answer.status_code == 200
    assert b"not right" in answer.content
    assert b'value="anna"' in answer.content
    assert answer["Cache-Control"] == "no-store"


def test_signing_out_is_a_press_of_a_button(desk: Client) -> None:
    desk.post(reverse("desk:logout"))

    assert desk.get(reverse("desk:home")).status_code == 302


def test_a_form_from_another_site_does_nothing(anna: Editor) -> None:
    story = factories.story()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(anna)

    answer = careful.post(reverse("desk:post", args=[story.pk]), {"body": "News."})

    assert answer.status_code == 403
    assert not story.updates.exists()


def test_an_update_is_only_reached_under_its_own_story(desk: Client) -> None:
    update = factories.update(factories.story())
    other = factories.story("Another")

    assert desk.get(reverse("desk:update", args=[other.pk, update.pk])).status_code == 404


def test_a_form_without_its_token_is_refused_in_words_and_under_the_policy(anna: Editor) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)

    answer = browser.post(address("new"), {"headline": "Anything"})

    assert answer.status_code == 403
    assert "Go back" in answer.content.decode()
    assert "<style" not in answer.content.decode()
