"""DATABASE_URL, as Django and the roles read it."""

import os

import pytest

from newsroom.database import address, guard


def test_an_address_is_read_with_its_options() -> None:
    found = address.as_django("postgresql://app:s%40fe@db.example:6432/news?sslmode=require")

    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("app", "s@fe", "news")
    assert (found["HOST"], found["PORT"]) == ("db.example", "6432")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_server_that_vanished_is_given_up_soon_unless_the_address_says_when() -> None:
    usual = address.as_django("postgresql://app@db.example/news")
    patient = address.as_django("postgresql://app@db.example/news?keepalives_idle=7200")

    assert usual["OPTIONS"] == address.GONE_WITHOUT_A_WORD
    assert patient["OPTIONS"] == {**usual["OPTIONS"], "keepalives_idle": "7200"}


@pytest.mark.parametrize(
    "written", ["mysql://u:secret@h/n", "news", "postgresql://u@h:port?x=secret"]
)
def test_a_wrong_address_is_told_without_showing_it(written: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        address.as_django(written)

    assert "DATABASE_URL=postgresql://user:password@host:5432/name" in str(stopped.value)
    assert "secret" not in str(stopped.value)


def test_one_user_does_both_unless_an_owner_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/news")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    alone = address.owner_url()
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@/news")

    named = address.owner_url()

    assert (alone, named) == ("postgresql://app@/news", "postgresql://owner@/news")


def test_inside_an_owner_s_command_settings_see_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/news")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@/news")
    monkeypatch.setattr(guard, "refuse_unsafe", print)

    with address.reached(as_owner=True):
        inside = os.environ["DATABASE_URL"]

    assert inside == "postgresql://owner@/news"
    assert os.environ["DATABASE_URL"] == "postgresql://app@/news"
