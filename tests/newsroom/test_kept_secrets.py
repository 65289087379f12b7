"""Secrets that the newsroom makes for itself."""

import stat
from pathlib import Path

import pytest

from newsroom import kept_secrets


def test_a_secret_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    place = tmp_path / "var" / "secret"

    first = kept_secrets.kept(place, lambda: "made first")
    second = kept_secrets.kept(place, lambda: "made again")

    assert (first, second) == ("made first", "made first")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["secret"]


def test_a_folder_of_another_user_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise PermissionError

    monkeypatch.setattr(kept_secrets, "_made", refuse)

    with pytest.raises(SystemExit, match="secret cannot be made: this folder belongs to another"):
        kept_secrets.kept(tmp_path / "secret", lambda: "any")


def test_of_two_who_make_it_at_once_the_first_wins(tmp_path: Path) -> None:
    place = tmp_path / "secret"

    def slow() -> str:
        kept_secrets.kept(place, lambda: "quick")
        return "slow"

    assert kept_secrets.kept(place, slow) == "quick"


def test_a_signing_key_is_made_once_and_differs_from_house_to_house(tmp_path: Path) -> None:
    first = kept_secrets.seed(tmp_path / "signing-key")

    assert len(first) == 32
    assert kept_secrets.seed(tmp_path / "signing-key") == first
    assert kept_secrets.seed(tmp_path / "other-key") != first


@pytest.mark.parametrize("written", ["", "no base64", "c2hvcnQ="])
def test_a_signing_key_that_was_damaged_stops_the_start(tmp_path: Path, written: str) -> None:
    place = tmp_path / "signing-key"
    place.write_text(written)

    with pytest.raises(SystemExit, match=r"signing-key cannot be used: .* Put the key back"):
        kept_secrets.seed(place)
