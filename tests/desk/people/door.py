"""Ways through the door, as a browser takes them over HTTP."""

import hmac
import struct
import time
from base64 import b32decode
from hashlib import sha1

from django.test import Client
from django.urls import reverse

SECRET = "JBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, at: float | None = None) -> str:
    """What an app that holds this secret shows at a moment (RFC 6238)."""
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.new(b32decode(secret), counter, sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def sign_in(browser: Client, name: str, password: str = "secret") -> str:
    """Type name and password; where that leads, empty where it leads nowhere."""
    answer = browser.post(reverse("account_login"), {"login": name, "password": password})
    return str(answer.get("Location", ""))


def confirm(browser: Client, password: str = "secret") -> None:
    """Type the password once more."""
    browser.post(reverse("account_reauthenticate"), {"password": password})
