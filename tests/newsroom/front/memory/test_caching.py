"""What belongs to one person is kept by no cache."""

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse

from newsroom.front.memory.caching import no_store_by_default


def answer(*, said: str | None, looks_at_session: bool) -> str:
    def view(request: HttpRequest) -> HttpResponse:
        if looks_at_session:
            request.session.get("anything")
        return HttpResponse(headers={"Cache-Control": said} if said else {})

    request = HttpRequest()
    request.session = SessionStore()
    return no_store_by_default(view)(request)["Cache-Control"]


@pytest.mark.parametrize(
    ("said", "looks_at_session", "sent"),
    [
        ("public, max-age=5", False, "public, max-age=5"),
        ("public, max-age=5", True, "no-store"),
        (None, False, "no-store"),
        (None, True, "no-store"),
    ],
)
def test_only_what_says_so_and_belongs_to_nobody_is_kept(
    said: str | None, looks_at_session: bool, sent: str
) -> None:
    assert answer(said=said, looks_at_session=looks_at_session) == sent


def test_an_answer_that_sets_a_cookie_is_kept_by_no_cache() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(headers={"Cache-Control": "public, max-age=5"})
        response.set_cookie("csrftoken", "a new one, where the old one was broken")
        return response

    request = HttpRequest()
    request.session = SessionStore()

    response = no_store_by_default(view)(request)

    assert response["Cache-Control"] == "no-store"
