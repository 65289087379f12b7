"""The HTML of the desk's pages against the standard."""

from pathlib import Path

from django.test import Client
from django.urls import reverse

from incidents.actions.stories import updates
from incidents.models import Editor, Update
from tests import factories
from tests.markup import complaints

# The checker is older than import maps.
NOT_WRONG = ".*importmap.*"


def test_every_page_of_the_desk_is_valid_html(desk: Client, anna: Editor, tmp_path: Path) -> None:
    story, draft = factories.long_story(2), factories.draft()
    factories.draft_update(story, by=anna)
    update = Update.objects.get(number=1)
    updates.retract(Update.objects.get(number=2), by=anna, note="Another place.")
    of_story = ("story", "text", "sources", "related", "topics", "preview", "end", "retract")
    pages = {
        **{name: reverse(f"desk:{name}") for name in ("home", "new", "profile", "notice")},
        **{name: reverse(f"desk:{name}", args=[story.pk]) for name in of_story},
        "password": reverse("desk:password"),
        "update": reverse("desk:update", args=[story.pk, update.pk]),
        "draft": reverse("desk:story", args=[draft.pk]),
    }
    refused = desk.post(reverse("desk:post", args=[story.pk]), {"body": "", "source_url": "x"})
    answers = {name: desk.get(address) for name, address in pages.items()} | {"wrong": refused}
    desk.logout()
    answers["login"] = desk.get(reverse("desk:login"))
    for name, answer in answers.items():
        (tmp_path / f"{name}.html").write_bytes(answer.content)

    wrong = complaints(tmp_path, "--filterpattern", NOT_WRONG)

    assert not wrong, wrong
