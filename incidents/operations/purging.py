"""Telling the cache in front of the site what it has to forget."""

import json
import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from incidents.actions.house import purges
from incidents.models import Incident

logger = logging.getLogger(__name__)

LIVE = "live"
"""The tag of every page that is not frozen: they list, quote and count what other pages say."""

PICTURES = "pictures"
"""The tag of every picture: forgotten when one of them is taken out."""

TAGS_A_REQUEST = 30
"""As many as the strictest of the common caches takes."""

TIMEOUT = 10.0  # seconds for the cache to answer
EVERY = 2.0  # seconds between two looks
LONGEST_PAUSE = 300.0  # seconds, however often the cache has failed
UNDER_WAY = timedelta(seconds=60)
"""How long a page may be on its way to the cache; after it, the cache is told once more."""


class Unmoved(HTTPRedirectHandler):
    """Follows no redirect: it would turn the request into one that purges nothing."""

    def redirect_request(self, *_given: object) -> None:
        """Take the redirect for the answer, which is then no success."""


class Purger:
    """Delivers open purges, and waits longer each time that the cache did not take them."""

    def __init__(self) -> None:
        self.failures = 0

    def __call__(self) -> float:
        """Deliver what is waiting; the seconds until it is worth looking again."""
        if not settings.CACHE_PURGE_URL:
            purges.deliver(lambda _tags: True)
            return EVERY
        taken = purges.deliver(tell, again_after=UNDER_WAY)
        self.failures = self.failures + 1 if taken is False else 0
        return min(EVERY * 2**self.failures, LONGEST_PAUSE) if self.failures else EVERY


def tell(tags: Sequence[str]) -> bool:
    """Send the tags that pages carry for those of a purge; whether the cache took all of them."""
    carried = sorted(carried_by_pages(tags))
    parts = [carried[at : at + TAGS_A_REQUEST] for at in range(0, len(carried), TAGS_A_REQUEST)]
    return all(_sent(part) for part in parts)


def carried_by_pages(tags: Iterable[str]) -> set[str]:
    """What is written on pages for the ledger's tags: "live", and each story by its public key."""
    rows = [
        int(number) for kind, _, number in (tag.partition(":") for tag in tags) if kind == "story"
    ]
    keys = Incident.objects.filter(pk__in=rows).values_list("key", flat=True)
    return {LIVE, *({PICTURES, purges.FROZEN} & {*tags}), *(f"story:{key}" for key in keys)}


def _sent(tags: Sequence[str]) -> bool:
    """One request in the forms that caches know: JSON, `Cache-Tag` and `Surrogate-Key`."""
    headers = {
        "Content-Type": "application/json",
        "Cache-Tag": ",".join(tags),
        "Surrogate-Key": " ".join(tags),
    }
    if settings.CACHE_PURGE_TOKEN:
        headers["Authorization"] = f"Bearer {settings.CACHE_PURGE_TOKEN}"
    request = Request(  # noqa: S310 - the setting is an address of http or https
        settings.CACHE_PURGE_URL, json.dumps({"tags": tags}).encode(), headers, method="POST"
    )
    wrong = _failure(request)
    if wrong:
        logger.error("The cache may go on showing what was taken out: %s", wrong)
    return not wrong


def _failure(request: Request) -> str:
    """What went wrong with a request; empty where the cache took it."""
    try:
        with build_opener(Unmoved).open(request, timeout=TIMEOUT) as answer:
            status = answer.status
    except HTTPError as refused:
        refused.close()
        status = refused.code
    except (OSError, HTTPException) as failed:
        return f"it was not reached ({failed})"
    return "" if 200 <= status < 300 else f"it answered {status}"
