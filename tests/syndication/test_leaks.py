"""Nothing that is not public comes out of the API, by whatever address or filter."""

import json

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Draft, Editor, Source, Topic
from tests import factories
from tests.syndication import scenes
from tests.syndication.asking import path_of

pytestmark = pytest.mark.django_db

NOUNS = ("incidents", "updates", "versions", "sources", "media", "topics")
QUERIES = (
    "",
    "order=oldest",
    "expand=lead,updates,sources",
    "status=retracted",
    "topic=harbour",
    "topic=canarytopic",
    "source=canary",
    "name=canary",
    "outlet=canary",
    "url=https://canarysource.example/",
)


def test_no_secret_is_in_any_answer(client: Client) -> None:
    scenes.scene()
    answers = [client.get(f"/api/v1/{noun}/?{query}") for noun in NOUNS for query in QUERIES]
    found = [answer.json() for answer in answers if answer.status_code == 200]
    items = {row["api_url"] for page in found for row in page["results"]}

    answers += [client.get(path_of(address)) for address in items]

    assert len(items) == 20
    told = "".join(_without_the_question(answer.json()) for answer in answers)
    assert [secret for secret in scenes.SECRETS if secret.lower() in told.lower()] == []


def test_what_is_not_public_cannot_be_told_from_what_is_not_there(client: Client) -> None:
    scene = scenes.scene()
    hidden = Source.objects.get(incident=scene.draft)
    unlisted = Source.objects.get(incident=scene.live, number=None)
    update = Draft.objects.get(incident=scene.live)
    topic = Topic.objects.get(name="CANARYTOPIC")

    asked = [
        client.get(f"/api/v1/{path}/")
        for path in (
            f"incidents/{scene.draft.key}",
            f"updates/{update.key}",
            f"sources/{scene.draft.key}.source-{hidden.serial}",
            f"sources/{scene.live.key}.source-{unlisted.serial}",
            f"sources/{scene.retracted.key}.source-1",
            f"topics/{topic.slug}",
        )
    ]

    assert {answer.status_code for answer in asked} == {404}
    assert {answer.json()["detail"] for answer in asked} == {"Nothing public has this identifier."}


def test_the_account_name_of_an_author_is_in_no_answer(client: Client) -> None:
    editor: Editor = factories.editor("canaryaccount", byline_mode="desk", first_name="CanaryFirst")
    story = factories.story()
    updates.post(story, UpdateText(body="<p>New.</p>"), by=editor)

    told = "".join(client.get(f"/api/v1/{noun}/").content.decode() for noun in NOUNS)

    assert "canary" not in told.lower()


def _without_the_question(told: dict[str, object]) -> str:
    """An answer without the addresses that repeat what was asked for."""
    left = {name: told[name] for name in told if name not in ("next", "previous", "instance")}
    return json.dumps(left, ensure_ascii=False)
