"""A wrong value in the environment stops the start and says what to write."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom import env


def test_a_setting_that_is_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_NAME", "  ")

    found = env.text("SITE_NAME", default="The Newsroom")

    assert found == "The Newsroom"


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("Yes", True), ("off", False)])
def test_a_switch_is_read_in_the_usual_words(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: bool
) -> None:
    monkeypatch.setenv("DEBUG", written)

    found = env.yes("DEBUG", default=not meant)

    assert found is meant


def test_hosts_are_parted_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "news.example, .news.example [::1]")

    found = env.hosts("ALLOWED_HOSTS", default=())

    assert found == ["news.example", ".news.example", "[::1]"]


@pytest.mark.parametrize(
    ("read", "written", "advice"),
    [
        (lambda: env.yes("WRONG", default=False), "maybe", "WRONG=1 for yes or WRONG=0 for no"),
        (
            lambda: env.whole("WRONG", default=8, at_least=1, at_most=9),
            "10",
            "a whole number from 1 to 9, such as WRONG=8",
        ),
        (lambda: env.whole("WRONG", default=8, at_least=1, at_most=9), "two", "a whole number"),
        (lambda: env.whole("WRONG", default=8, at_least=1, at_most=9), "٣", "a whole number"),
        (lambda: env.hosts("WRONG", default=()), "https://news.example", "without scheme or port"),
        (lambda: env.hosts("WRONG", default=()), "news.example:8000", "without scheme or port"),
        (lambda: env.address("WRONG", default=""), "news.example", "https://news.example"),
        (lambda: env.address("WRONG", default=""), "https://news.example/a", "without a path"),
        (lambda: env.address("WRONG", default=""), "https://news.example:x", "without a path"),
        (lambda: env.endpoint("WRONG"), "cache.example/purge", "WRONG=https://cache.example/purge"),
        (lambda: env.endpoint("WRONG"), "ftp://cache.example", "an address of http or https"),
        (lambda: env.endpoint("WRONG"), "http://cache.example/a b", "an address of http or https"),
        (lambda: env.endpoint("WRONG"), "http://me:x@cache.example/", "an address of http"),
        (lambda: env.folder("WRONG", default=Path("/")), "var/heads", "a whole path, such as"),
        (lambda: env.zone("WRONG", default="UTC"), "Berlin", "such as WRONG=Europe/Berlin"),
        (lambda: env.zone("WRONG", default="UTC"), "../etc", "such as WRONG=Europe/Berlin"),
    ],
)
def test_a_wrong_value_ends_the_program_with_advice(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], written: str, advice: str
) -> None:
    monkeypatch.setenv("WRONG", written)

    with pytest.raises(SystemExit) as stopped:
        read()

    assert f"WRONG={written!r} cannot be used" in str(stopped.value)
    assert advice in str(stopped.value)


@pytest.mark.parametrize("written", ["almost-right", "c2hvcnQ=", "é" * 44])
def test_a_secret_of_the_wrong_form_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SIGNING_KEY", written)

    with pytest.raises(SystemExit) as ended:
        env.seed("SIGNING_KEY")

    assert "base64: SIGNING_KEY=$(openssl rand -base64 32)" in str(ended.value)
    assert written not in str(ended.value)


def test_a_signing_key_is_32_bytes_in_base64(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNING_KEY", base64.b64encode(bytes(range(32))).decode())

    assert env.seed("SIGNING_KEY") == bytes(range(32))


def test_what_may_be_absent_is_absent_where_it_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ABSENT", "")

    assert env.seed("ABSENT") is None
    assert env.endpoint("ABSENT") == ""
    assert env.folder("ABSENT", default=Path("/srv/heads")) == Path("/srv/heads")


def test_an_endpoint_keeps_its_path_and_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_PURGE_URL", "https://cache.example:6081/zones/7/purge?soft=1")

    assert env.endpoint("CACHE_PURGE_URL") == "https://cache.example:6081/zones/7/purge?soft=1"


def test_a_language_needs_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    compiled = tmp_path / "pt_BR/LC_MESSAGES/django.mo"
    compiled.parent.mkdir(parents=True)
    compiled.touch()
    found = []
    for written in ("", "en", "PT-br"):
        monkeypatch.setenv("SITE_LANGUAGE", written)
        found.append(env.language("SITE_LANGUAGE", default="en", held=tmp_path))

    assert found == ["en", "en", "pt-br"]
    monkeypatch.setenv("SITE_LANGUAGE", "de")
    with pytest.raises(env.WrongSetting, match="one of the languages that are there: en, pt-br"):
        env.language("SITE_LANGUAGE", default="en", held=tmp_path)
