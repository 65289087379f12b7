"""A cookie that cannot be the key of a session is none, and no error."""

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.front.people.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "cookie", [r'"\000aaaaaaaaaaaa"', "a" * 5_000, "short", "../../etc/passwd"]
)
def test_a_cookie_that_is_no_key_is_nobody(client: Client, cookie: str) -> None:
    response = client.get(reverse("desk:home"), headers={"cookie": f"sessionid={cookie}"})

    assert response.status_code == 302


def test_a_session_that_was_made_is_found_again() -> None:
    made = SessionStore()
    made["anything"] = 1
    made.create()

    assert SessionStore(made.session_key)["anything"] == 1
