"""The API does what its own document says, tried by a stranger's tool from outside."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.syndication import scenes

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
MUCH_ALIKE = ("incidents", "versions", "corrections", "updates", "sources")
"""Lists that page, filter and refuse as the list of changes does: only the patient go through all
that may be asked of each, which are a thousand requests."""


@pytest.mark.django_db(transaction=True)
def test_a_stranger_finds_no_broken_promise(
    live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.SITE_URL = live_server.url
    scenes.scene()

    (tmp_path / "schemathesis.toml").write_text(
        "".join(
            f'[[operations]]\ninclude-path = "/api/v1/{name}/"\nphases.coverage.enabled = false\n'
            for name in MUCH_ALIKE
        )
    )

    told = tried(live_server.url, tmp_path, "--phases", "coverage,fuzzing", "--max-examples", "6")

    assert told.returncode == 0, told.stdout[-8000:]


@pytest.mark.fuzz
@pytest.mark.django_db(transaction=True)
def test_a_patient_stranger_finds_none_either(
    live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.SITE_URL = live_server.url
    scenes.scene()

    told = tried(live_server.url, tmp_path, "--max-examples", "100")

    assert told.returncode == 0, told.stdout[-8000:]


def tried(site: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What schemathesis says with all its checks."""
    return subprocess.run(
        [
            *(str(SCHEMATHESIS), "run", f"{site}/api/v1/schema/", "--url", site),
            *("--checks", "all", "--seed", "20170225", "--no-color"),
            *("--suppress-health-check", "all", "--generation-database", ":memory:"),
            *options,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
