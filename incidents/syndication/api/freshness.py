"""When an answer that a client holds is still the same: entity tags from the ledger's position."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request

import incidents
from incidents.models import LedgerHead

LIVE = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"


def tag_of_ledger(request: Request) -> str:
    """The tag of whatever this address answers while no story changes: one small query.

    The position is read before anything else, so the answer is never older than its tag.
    """
    head = LedgerHead.objects.values_list("position", flat=True).first() or 0
    return _tag(release(), settings.SITE_URL, settings.SITE_NAME, request.get_full_path(), head)


def tag_of_bytes(body: bytes) -> str:
    """The tag of an answer that may change without any story changing."""
    return _tag(sha256(body).hexdigest())


def is_held(request: Request, tag: str, *, exists: bool) -> bool:
    """Whether the client holds this very answer; `*` asks only whether there `exists` one."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return (exists and "*" in held) or tag in {one.removeprefix("W/") for one in held}


def not_modified(tag: str) -> HttpResponse:
    """The answer to who holds it."""
    return stamped(HttpResponseNotModified(), tag)


def stamped(response: HttpResponse, tag: str) -> HttpResponse:
    """The answer with its tag, and how long it may be kept."""
    response["ETag"] = tag
    response["Cache-Control"] = LIVE
    patch_vary_headers(response, ["Accept"])  # who takes no JSON gets another answer
    return response


@cache
def release() -> str:
    """A fingerprint of the code that writes the answers: another release, other bytes."""
    sources = Path(incidents.__file__).parent.rglob("*.py")
    return sha256(b"".join(source.read_bytes() for source in sorted(sources))).hexdigest()


def _tag(*parts: str | int) -> str:
    joined = "\0".join(map(str, parts))
    return f'"{sha256(joined.encode()).hexdigest()[:40]}"'
