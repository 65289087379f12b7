"""Commenting as readers do: open to all, without a cookie, looked over before it is sent."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import cast
from uuid import uuid4

import pytest
from django.core.signing import TimestampSigner
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from incidents.actions.readers import bans, commenting, comments
from incidents.actions.stories import lifecycle
from incidents.desk.standards.comments import started
from incidents.models import Comment, CommentBan, Incident
from tests import factories

pytestmark = pytest.mark.django_db

GIVEN = {"name": "Ani", "email": "ani@example.org", "text": "I was there."}
SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode("moderated", by=None)
    return factories.story()


def address(story: Incident) -> str:
    return f"/comment/?{urlencode({'story': f'/news/{story.path}'})}"


def begun(story: Incident, seconds: int = 10) -> str:
    """The mark of a form that was shown some seconds ago."""
    with pytest.MonkeyPatch.context() as patch:
        then = timezone.now().timestamp() - seconds
        patch.setattr("django.core.signing.time.time", lambda: then)
        return started.begun(story)


def send(
    story: Incident,
    given: Mapping[str, str] = MappingProxyType({}),
    headers: Mapping[str, str] = MappingProxyType(SAME),
) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    filled = {**GIVEN, "started": begun(story), **given}
    return cast(HttpResponse, client.post(address(story), filled, headers=headers))


def test_a_reader_looks_it_over_sends_it_and_sees_what_becomes_of_it(story: Incident) -> None:
    looked = Client().post(address(story), GIVEN, headers=SAME)
    before = Comment.objects.count()
    sent = send(story)
    comment = Comment.objects.get()
    thanks = Client().get(sent["Location"])
    comments.decide([comment.pk], "approved", by=None)
    status = Client().get(f"/comment/{comment.key}/")

    assert (looked.status_code, before, sent.status_code) == (200, 0, 303)
    assert "Look it over" in looked.text
    assert "I was there." in looked.text
    assert re.search('name="started" value="[^"]+"', looked.text)
    assert f"/comment/{comment.key}/" in thanks.text
    assert "An editor reads it before it shows." in thanks.text
    assert f"/news/{story.path}/comments/" in status.text


def test_nobody_gets_a_cookie_and_nothing_is_kept(story: Incident) -> None:
    sent = send(story)
    secret = f"/comment/{Comment.objects.get().key}/"

    looked = Client().post(address(story), GIVEN, headers=SAME)
    answers = [sent, looked, *(Client().get(at) for at in (address(story), secret))]

    for answer in answers:
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("page", ["", "sent/"])
def test_the_secret_address_is_told_to_nobody_and_shows_no_mail_address(
    story: Incident, page: str
) -> None:
    send(story)

    answer = Client().get(f"/comment/{Comment.objects.get().key}/{page}")

    assert answer["Referrer-Policy"] == "no-referrer"
    assert GIVEN["email"] not in answer.text


def test_a_comment_is_withdrawn_by_who_wrote_it(story: Incident) -> None:
    send(story)
    comment = Comment.objects.get()
    comments.decide([comment.pk], "approved", by=None)
    secret = f"/comment/{comment.key}/"

    elsewhere = Client().post(secret, {"withdraw": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})
    unasked = Client().post(secret, headers=SAME)
    kept = Comment.objects.get().state
    done = Client(enforce_csrf_checks=True).post(secret, {"withdraw": "yes"}, headers=SAME)
    seen = Client().get(done["Location"])
    public = Client().get(f"/news/{story.path}/comments/")

    comment.refresh_from_db()
    assert (elsewhere.status_code, unasked.status_code, kept) == (403, 200, "approved")
    assert (done.status_code, comment.state, comment.text) == (303, "deleted", "")
    assert "I was there." not in seen.text + public.text
    assert "Withdraw the comment" not in seen.text


def test_what_comes_back_at_once_is_asked_again_and_then_taken(story: Incident) -> None:
    fast = send(story, {"started": begun(story, 0)})
    marks = re.findall('name="started" value="([^"]+)"', fast.text)
    patient = TimestampSigner(salt="comments of readers")

    assert fast.status_code == 200
    assert "very fast" in fast.text
    assert patient.unsign(marks[0]) == str(story.key)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("mark", ["", "made up", "another story", "yesterday"])
def test_a_form_that_is_not_of_today_is_looked_over_again(story: Incident, mark: str) -> None:
    marks = {
        "another story": lambda: begun(factories.story("Another")),
        "yesterday": lambda: begun(story, 24 * 3600 + 60),
    }

    answer = send(story, {"started": marks.get(mark, lambda: mark)()})

    assert "Look it over" in answer.text
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "This field is required"),
        ({"name": " "}, "This field is required"),
        ({"email": ""}, "This field is required"),
        ({"email": "ani"}, "valid email"),
        ({"text": "x" * 3001}, "at most 3000"),
        ({"name": "x" * 61}, "at most 60"),
        ({"website": "https://spam.example"}, "you are a person"),
        ({"text": "a\x00b"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    story: Incident, given: dict[str, str], said: str
) -> None:
    answer = send(story, given)

    assert answer.status_code == 200
    assert said in answer.text
    assert not Comment.objects.exists()


@pytest.mark.parametrize("mark", [True, False])
def test_words_of_invisible_signs_are_no_comment(story: Incident, mark: bool) -> None:
    given = {"text": "\u200b\u2060"} | ({} if mark else {"started": ""})

    answer = send(story, given)

    assert "has to be filled in" in answer.text
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_on_another_site_sends_nothing(story: Incident, headers: dict[str, str]) -> None:
    answer = send(story, headers=headers)

    assert answer.status_code == 403
    assert GIVEN["text"] in answer.text
    assert not Comment.objects.exists()


def test_too_many_comments_are_told_when_to_come_again(story: Incident) -> None:
    for number in range(comments.SHORT_LIMIT):
        send(story, {"text": f"Comment {number}"})

    answer = send(story)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 601
    assert GIVEN["text"] in answer.text


def test_who_is_banned_is_told_so(story: Incident) -> None:
    send(story)
    bans.ban(Comment.objects.get(), kind="email", days=7, by=None)

    answer = send(story, {"text": "Again."})

    assert answer.status_code == 403
    assert "takes no comments from here until" in answer.text


def test_a_ban_of_a_range_holds_for_its_neighbours_alone(story: Incident) -> None:
    def from_address(client: str, text: str) -> int:
        filled = {**GIVEN, "email": f"{text}@example.org", "text": text, "started": begun(story)}
        sender = Client(REMOTE_ADDR=client)
        return sender.post(address(story), filled, headers=SAME).status_code

    from_address("192.0.2.1", "one")
    bans.ban(Comment.objects.get(), kind="network", days=7, by=None)
    near, far = from_address("192.0.2.77", "two"), from_address("198.51.100.1", "three")
    mapped, six = from_address("::ffff:192.0.2.9", "four"), from_address("2001:db8::1", "five")
    unknown = from_address("nonsense", "six")

    assert (near, far, mapped, six, unknown) == (403, 303, 403, 303, 303)
    assert CommentBan.objects.count() == 1


def test_a_story_that_takes_none_says_so(story: Incident) -> None:
    lifecycle.retract(story, by=None, note="Wrong.")

    asked, sent = Client().get(address(story)), send(story)

    assert (asked.status_code, sent.status_code) == (403, 403)
    assert "takes no comments" in asked.text
    assert not Comment.objects.exists()


@pytest.mark.parametrize("query", ["", "?story=", "?story=%00", "?story=/news/2017/02/25/nowhere/"])
def test_what_is_not_there_takes_no_comments(story: Incident, query: str) -> None:
    assert Client().get(f"/comment/{query}").status_code == 404


def test_a_draft_looks_like_what_does_not_exist(story: Incident) -> None:
    factories.draft("A secret plan")

    answer = Client().get("/comment/?story=/news/2017/02/25/a-secret-plan/")

    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_an_unknown_comment_is_not_there(db: None) -> None:
    assert Client().get(f"/comment/{uuid4()}/").status_code == 404


def test_markup_stays_text_on_every_page(story: Incident) -> None:
    words = {"name": "<b>Ani</b>", "text": "<script>alert(1)</script> https://example.org"}
    looked = send(story, {**words, "started": ""})
    send(story, words)
    comment = Comment.objects.get()
    comments.decide([comment.pk], "approved", by=None)

    pages = [looked.text, Client().get(f"/comment/{comment.key}/").text]
    pages.append(Client().get(f"/news/{story.path}/comments/").text)

    for page in pages:
        assert "<script>alert" not in page
        assert "<b>Ani" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert 'href="https://example.org' not in page


def test_a_comment_of_yesterday_is_not_known_by_its_sender(story: Incident) -> None:
    send(story)
    Comment.objects.update(sent_at=timezone.now() - timedelta(days=2))

    send(story, {"text": "Another one."})

    assert Comment.objects.order_by("id").values_list("sender", flat=True)[0] == ""
