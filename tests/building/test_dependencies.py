"""Each dependency says what it is for, and the locks hold exactly what was chosen."""

import re
import tomllib

import pytest

from tests.building import plan

PROJECT = plan.ROOT / "pyproject.toml"
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def chosen() -> tuple[list[str], list[str]]:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    return project["project"]["dependencies"], project["dependency-groups"]["dev"]


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((plan.ROOT / lock).read_text(encoding="utf-8")))


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower()


def test_each_dependency_has_a_sentence_above_it() -> None:
    lines = [line.strip() for line in PROJECT.read_text(encoding="utf-8").splitlines()]
    runtime, development = chosen()

    wordless = [
        requirement
        for requirement in (*runtime, *development)
        if not re.fullmatch(r"# [A-Z].*\.", lines[lines.index(f'"{requirement}",') - 1])
    ]

    assert wordless == []


def test_the_locks_pin_every_dependency() -> None:
    runtime, development = chosen()

    assert {name_of(one) for one in runtime} <= set(pins(LOCKS[0]))
    assert {name_of(one) for one in (*runtime, *development)} <= set(pins(LOCKS[1])) | set(
        pins(LOCKS[0])
    )


def test_development_uses_the_versions_that_the_site_runs_with() -> None:
    site, development = pins(LOCKS[0]), pins(LOCKS[1])

    different = {name for name in site.keys() & development if site[name] != development[name]}

    assert different == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_names_no_place_to_fetch_from(lock: str) -> None:
    text = (plan.ROOT / lock).read_text(encoding="utf-8")

    assert text.count("==") <= text.count("--hash=sha256:")
    assert "://" not in text
    assert "--index" not in text
