"""The write box and its drafts: kept while somebody writes, handed in, scheduled, held, stopped."""

import uuid
from datetime import UTC, datetime

import pytest
from django.test import Client

from incidents.models import Draft, Editor, Event, House, Incident, Source, Update, Version
from tests import factories
from tests.desk.boxes import address, done, drafted, written
from tests.desk.filled import filled, text


def kept(desk: Client, story: Incident, key: uuid.UUID, **typed: object) -> dict[str, object]:
    """What the server answers when an open page has its text kept."""
    answer = desk.post(address("keep-draft", story.pk, key), typed)
    said: dict[str, object] = answer.json()
    return said


def test_a_text_is_kept_while_it_is_written(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()

    first = kept(desk, story, key, body="<p>Two shots</p>")
    second = kept(desk, story, key, body="<p>Two shots are heard</p>", revision="1")

    assert (first["state"], first["revision"]) == ("kept", 1)
    assert (second["state"], second["revision"]) == ("kept", 2)
    assert Draft.objects.get().typed["body"] == ["<p>Two shots are heard</p>"]
    assert Version.objects.count() == 1


def test_half_a_form_is_kept_too_and_an_untouched_one_is_not(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()

    empty = kept(desk, story, key, body="", at="2017-02-25T14:30", offered_at="2017-02-25T14:30")
    half = kept(desk, story, key, body="<p>Two</p>", at="2017-02-")

    assert empty["state"] == "empty"
    assert half["state"] == "kept"
    assert Draft.objects.get().proposal is None


def test_what_was_kept_is_written_on_from_where_it_was_left(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()
    kept(desk, story, key, body="<p>Two shots</p>", source_outlet="Agen", at="2017-02-25T14:30")

    page = desk.get(address("draft", story.pk, key))
    form = page.context["form"]

    shown = {
        name: str(form[name].value()) for name in ("body", "source_outlet", "at", "request_key")
    }
    assert shown == {
        "body": "<p>Two shots</p>",
        "source_outlet": "Agen",
        "at": "2017-02-25T14:30",
        "request_key": str(key),
    }


def test_a_second_page_at_the_same_draft_loses_no_word(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()
    first = "<p>Seven are hurt. The road is shut.</p>"
    kept(desk, story, key, body=first)
    kept(desk, story, key, body=first.replace("Seven", "Nine"), revision="1")

    merged = kept(
        desk, story, key, body=first.replace("shut", "open"), revision="1", **{"seen-body": first}
    )
    apart = kept(
        desk, story, key, body=first.replace("Seven", "Six"), revision="1", **{"seen-body": first}
    )

    assert (merged["state"], apart["state"]) == ("merged", "apart")
    bodies = set(Draft.objects.values_list("typed__body__0", flat=True))
    assert bodies == {
        "<p>Nine are hurt. The road is open.</p>",
        "<p>Six are hurt. The road is shut.</p>",
    }


def test_a_draft_that_somebody_else_changed_is_looked_at_before_it_is_posted(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()
    first = "<p>Seven are hurt. The road is shut.</p>"
    kept(desk, story, key, body=first)
    typed = filled(desk, address("draft", story.pk, key), form="/updates/")
    kept(desk, story, key, body=first.replace("Seven", "Nine"), revision="1")

    mine = {"body": first.replace("shut", "open"), "seen-body": first, "post": "1"}
    told = desk.post(address("post", story.pk), typed | mine)
    again = filled_again(told.context["form"])
    desk.post(address("post", story.pk), again | {"revision": "3", "post": "1"})

    assert "both are put together below" in text(told.content)
    assert Update.objects.get().body == "<p>Nine are hurt. The road is open.</p>"


def filled_again(form: object) -> dict[str, object]:
    """What a form that came back would send."""
    fields = {name: form[name].value() for name in form.fields}  # type: ignore[index,attr-defined]
    return {name: value for name, value in fields.items() if value}


def test_a_draft_is_continued_and_posted(desk: Client) -> None:
    story = factories.story()
    draft = drafted(desk, story)
    page = address("draft", story.pk, draft.key)

    typed = filled(desk, page, form="/updates/", body="Second.", source_outlet="Agency", post="1")
    answer = desk.post(address("post", story.pk), typed, follow=True)

    update = Update.objects.get()
    assert (update.number, update.body) == (1, "<p>Second.</p>")
    assert "Update 1 published" in text(answer.content)
    assert Source.objects.get().number == 1


def test_a_draft_whose_time_nobody_chose_gets_that_of_its_publishing(desk: Client) -> None:
    story = factories.story()
    untimed = drafted(desk, story, "Untimed.")
    timed = drafted(desk, story, "Timed.", at="2017-02-25T14:30")
    before = datetime.now(UTC)

    for draft in (untimed, timed):
        done(desk, "publish", draft)

    assert Update.objects.get(body="<p>Untimed.</p>").at >= before
    assert Update.objects.get(body="<p>Timed.</p>").at == datetime(2017, 2, 25, 13, 30, tzinfo=UTC)


def test_a_draft_is_thrown_away_and_taken_back(desk: Client) -> None:
    draft = drafted(desk, factories.story())

    done(desk, "discard", draft)
    away = draft.state
    done(desk, "recover", draft)

    assert (away, draft.state) == ("discarded", "draft")
    assert Event.objects.filter(verb="draft.discarded").exists()


def test_a_contributor_hands_in_and_an_editor_sends_back(client: Client, anna: Editor) -> None:
    story = factories.story()
    client.force_login(factories.editor("writer", role=Editor.Role.CONTRIBUTOR))
    typed = written(client, story, body="From the village.", submit="1")
    said = client.post(address("post", story.pk), typed, follow=True)
    draft = Draft.objects.get()
    refused = client.post(address("publish-draft", story.pk, draft.key))
    client.force_login(anna)

    done(client, "send-back", draft, remark="Who says so?")

    assert "Handed in" in text(said.content)
    assert refused.status_code == 403
    assert (draft.state, draft.remark) == ("sent_back", "Who says so?")
    assert "Who says so?" in text(client.get(address("draft", story.pk, draft.key)).content)


def test_what_needs_a_second_pair_of_eyes_goes_out_after_the_approval(
    client: Client, anna: Editor
) -> None:
    story = factories.story()
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    client.force_login(anna)
    typed = written(client, story, body="News.", post="1")
    alone = client.post(address("post", story.pk), typed)
    draft = Draft.objects.get()
    client.force_login(factories.editor("chief", role=Editor.Role.CHIEF))

    done(client, "approve", draft)
    done(client, "publish", draft)

    assert "needs a second pair of eyes" in text(alone.content)
    version = Version.objects.get(number=2)
    assert (version.author, str(version.approver)) == (anna, "Anna Editor")
    assert version.approver != anna


def test_in_an_emergency_it_goes_out_alone_and_readers_are_told(desk: Client) -> None:
    story = factories.story()
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})

    desk.post(
        address("post", story.pk), written(desk, story, body="Run!", emergency="on", post="1")
    )

    page = Client().get(f"{story.get_absolute_url()}changes/")
    assert "published in an emergency, without a second pair of eyes" in text(page.content)


def test_open_pages_are_told_who_is_here_and_what_waits(client: Client, anna: Editor) -> None:
    story = factories.story()
    boris = factories.editor("boris", first_name="Boris")
    for person in (boris, anna):
        client.force_login(person)
        told = client.get(address("state", story.pk), {"page": str(uuid.uuid4())}).json()

    assert told["here"] == ["Boris Editor"]
    assert (told["version"], told["stopped"], told["drafts"]) == (1, False, [])


def test_a_draft_of_another_story_is_not_found(desk: Client) -> None:
    draft, other = drafted(desk, factories.story()), factories.story("Elsewhere")

    answer = desk.get(address("draft", other.pk, draft.key))

    assert answer.status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, "१२", "-1", "x"])
def test_numbers_that_cannot_be_are_taken_for_none(desk: Client, number: str) -> None:
    story = factories.story()

    said = kept(desk, story, uuid.uuid4(), body="<p>Two</p>", revision=number, base=number)

    assert said["state"] == "kept"


def test_a_text_that_came_by_two_ways_does_not_meet_itself(desk: Client) -> None:
    story, key = factories.story(), uuid.uuid4()
    typed = written(desk, story, body="<p>Two shots.</p>", request_key=str(key))
    desk.post(address("keep-draft", story.pk, key), typed)

    answer = desk.post(address("post", story.pk), typed | {"post": "1"}, follow=True)

    assert "Update 1 published" in text(answer.content)
    assert Draft.objects.get().state == "published"
