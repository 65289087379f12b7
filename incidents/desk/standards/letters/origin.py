"""Whether a form was sent from our own pages: readers have no cookie that could tell it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """Whether a POST comes from a page of this site, or from no page at all.

    Every browser says where a form was sent from: in `Sec-Fetch-Site`, older ones in `Origin`. A
    program may say nothing, and can do so no more than a reader could.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin in _ours(request)


def _ours(request: HttpRequest) -> set[str]:
    site = urlsplit(settings.SITE_URL)
    return {f"{site.scheme}://{site.netloc}", f"{request.scheme}://{request.get_host()}"}
