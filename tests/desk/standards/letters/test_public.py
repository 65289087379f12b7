"""The form for readers: open to all, without a cookie, silent on what is not public."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.http import urlencode

from incidents.actions.readers import reports
from incidents.actions.stories import lifecycle
from incidents.models import Incident, Report, Version
from tests import factories

pytestmark = pytest.mark.django_db

MESSAGE = {"message": "It was nine, not seven."}
SAME = {"Sec-Fetch-Site": "same-origin"}


def address(story: Incident, piece: str = "lead", version: int = 1) -> str:
    query = urlencode({"story": f"/news/{story.path}/", "piece": piece, "version": str(version)})
    return f"/report/?{query}"


def send(
    story: Incident,
    given: dict[str, str] | None = None,
    headers: Mapping[str, str] = MappingProxyType(SAME),
) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address(story), given or MESSAGE, headers=headers)
    return cast(HttpResponse, answer)


def test_a_reader_reports_and_sees_what_becomes_of_it() -> None:
    story = factories.story()
    answer = send(story, {**MESSAGE, "selected": "Two villages report shots."})
    report = Report.objects.get()

    thanks = Client().get(answer["Location"])
    reports.answer(report, by=None, text="We asked again: it was seven.")
    status = Client().get(f"/report/{report.key}/")

    assert answer.status_code == 303
    assert (report.piece, report.version, report.message) == ("lead", 1, MESSAGE["message"])
    assert f"/report/{report.key}/" in thanks.text
    assert "We asked again: it was seven." in status.text
    assert "Two villages report shots." in status.text


def test_nobody_gets_a_cookie_and_nothing_is_kept() -> None:
    story = factories.story()
    sent = send(story)
    key = Report.objects.get().key

    answers = [sent, *(Client().get(at) for at in (address(story), f"/report/{key}/"))]

    for answer in answers:
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("page", ["", "sent/"])
def test_the_secret_address_is_told_to_nobody(page: str) -> None:
    send(factories.story())

    answer = Client().get(f"/report/{Report.objects.get().key}/{page}")

    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_form_itself_sends_where_it_comes_from() -> None:
    answer = Client().get(address(factories.story()))

    assert answer["Referrer-Policy"] != "no-referrer"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "story=/news/2017/02/25/nowhere/&piece=lead",
        "story=%00&piece=lead",
        "story=/news/{path}/&piece=update-9",
        "story=/news/{path}/&piece=update-%00",
        "story=/news/{path}/&piece=byline",
        "story=/news/{path}/&piece=",
        "story=/news/{path}/&piece=lead&version=2",
        "story=/news/{path}/&piece=lead&version=0",
        "story=/news/{path}/&piece=lead&version=-1",
        "story=/news/{path}/&piece=lead&version=9999999999999999999999",
        "story=/news/{path}/&piece=lead&version=%D9%A1",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_cannot_be_reported(query: str, method: str) -> None:
    story = factories.story()
    client = Client()

    answer = getattr(client, method)(f"/report/?{query.format(path=story.path)}", headers=SAME)

    assert answer.status_code == 404


def test_no_link_fills_in_the_sentence() -> None:
    story = factories.story()

    answer = Client().get(f"{address(story)}&sentence=A+canary&selected=A+canary")

    assert answer.status_code == 200
    assert "canary" not in answer.text


def test_a_draft_looks_like_what_does_not_exist() -> None:
    draft = factories.draft("A secret plan")
    public = factories.story()
    factories.draft_update(public, "<p>A secret.</p>")

    guessed = Client().get("/report/?story=/news/2017/02/25/a-secret-plan/&piece=lead")
    update = Client().get(address(public, "update-1"))

    assert not draft.is_published
    assert guessed.status_code == update.status_code == 404
    assert "secret" not in guessed.text + update.text


def test_a_former_address_and_a_retracted_story_are_taken() -> None:
    story = factories.story()
    lifecycle.retract(story, by=None, note="Wrong.")

    answer = send(story)

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"message": ""}, "This field is required"),
        ({"message": " \n "}, "is required"),
        ({"message": "x" * 2001}, "at most 2000"),
        ({"message": "x", "selected": "x" * 1001}, "at most 1000"),
        ({"message": "x", "website": "https://spam.example"}, "you are a person"),
        ({"message": "a\x00b"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(given: dict[str, str], said: str) -> None:
    answer = send(factories.story(), given)

    assert answer.status_code == 200
    assert said in answer.text
    assert not Report.objects.exists()


def test_markup_stays_text() -> None:
    send(factories.story(), {"message": "<script>alert(1)</script>", "selected": "<b>x</b>"})

    status = Client().get(f"/report/{Report.objects.get().key}/")

    assert "<script>alert" not in status.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in status.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
    ],
)
def test_a_form_on_another_site_sends_nothing(headers: dict[str, str]) -> None:
    answer = send(factories.story(), headers=headers)

    assert answer.status_code == 403
    assert MESSAGE["message"] in answer.text
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"User-Agent": "a program"},
    ],
)
def test_our_own_form_is_taken(headers: dict[str, str]) -> None:
    answer = send(factories.story(), headers=headers)

    assert answer.status_code == 303


def test_too_many_reports_are_told_when_to_come_again() -> None:
    story = factories.story()
    for _ in range(reports.SHORT_LIMIT):
        send(story)

    answer = send(story)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 601
    assert "in 10 minutes" in answer.text
    assert MESSAGE["message"] in answer.text


def test_two_homes_are_two_senders_and_one_home_is_one() -> None:
    story = factories.story()
    homes = ["192.0.2.1", "::ffff:192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "nonsense"]
    for home in homes:
        Client(REMOTE_ADDR=home).post(address(story), MESSAGE, headers=SAME)

    senders = list(Report.objects.order_by("id").values_list("sender", flat=True))

    assert len(senders) == 6
    assert senders[0] == senders[1]
    assert senders[3] == senders[4]
    assert len(set(senders)) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", sender) for sender in senders)


def test_nobody_is_known_again_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    story = factories.story()
    send(story)
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    send(story)

    senders = Report.objects.exclude(sender="").values_list("sender", flat=True)

    assert len(set(senders)) == len(senders)


def test_an_accepted_report_leads_to_its_correction() -> None:
    story = factories.story()
    send(story)
    factories.update(story)
    report = reports.accept(
        Report.objects.get(), by=None, correction=Version.objects.get(incident=story, number=2)
    )

    status = Client().get(f"/report/{report.key}/")

    assert f"/news/{story.path}/changes/2/" in status.text
    assert f"/news/{story.path}/changes/1..2/" in status.text


def test_an_unknown_report_is_not_there() -> None:
    answer = Client().get("/report/00000000-0000-4000-8000-000000000000/")

    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method: str) -> None:
    story = factories.story()

    assert getattr(Client(), method)(address(story)).status_code == 405
