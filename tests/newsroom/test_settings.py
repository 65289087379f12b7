"""What follows from the settings of a site."""

import json
import os
import subprocess
import sys

from tests.building import plan

ASK = """
import json
from newsroom import settings
print(json.dumps({name: getattr(settings, name) for name in %r}))
"""
SAFE = (
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS", "DEBUG",
)  # fmt: skip


def settings_with(**told: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ASK % (SAFE,)],
        cwd=plan.ROOT,
        env={**os.environ, **told},
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_a_site_on_https_is_strict_about_it() -> None:
    found = settings_with(SITE_URL="https://news.example/")

    assert found == {
        "SECURE_HSTS_SECONDS": 31536000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "ALLOWED_HOSTS": ["news.example", "127.0.0.1", "localhost", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": ["https://news.example"],
        "DEBUG": False,
    }


def test_a_site_on_this_machine_works_without_https() -> None:
    found = settings_with(SITE_URL="http://127.0.0.1:8000")

    assert (found["SECURE_HSTS_SECONDS"], found["SESSION_COOKIE_SECURE"]) == (0, False)
