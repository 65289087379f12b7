"""How every public page is answered: its format, its freshness and its entity tag."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from incidents.formats import by_suffix, every
from incidents.formats.addresses import html_address
from incidents.reader.site import newsroom
from incidents.record.pages import Page

LIVE = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"
FROZEN = "public, max-age=60, s-maxage=60"
NOTHING_NEW = "public, max-age=1, stale-while-revalidate=5, stale-if-error=5"
"""Said to pages that ask again and again: an old "nothing is new" would be a lie.

Never `immutable`: a lawful redaction must reach every cache."""

DIGITS = 16
"""Of the hash of a page's bytes, where its entity tag also names what it shows."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in another format, as its Formats line names it."""

    label: str
    suffix: str
    media_type: str
    address: str


def answer(
    request: HttpRequest,
    page: Page,
    suffix: str,
    template: str | Callable[[], bytes],
    *,
    freshness: str = LIVE,
    status: int = 200,
    mark: str = "",
    context: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """The page in the format asked for; `suffix` is empty for HTML.

    The `template` may be a function that gives the whole HTML page in UTF-8. `mark` is what its
    entity tag begins with; `context` what the template needs beside the page.
    """
    if suffix == "html":
        return HttpResponsePermanentRedirect(html_address(page))
    indexed = freshness != FROZEN  # search engines keep what is, not what was
    body: str | bytes
    if suffix:
        body, content_type = _in_format(page, suffix)
    elif callable(template):
        body, content_type = template(), "text/html; charset=utf-8"
    else:
        about: dict[str, object] = {"page": page, "indexed": indexed, "formats": alternates(page)}
        about |= {"canonical": html_address(page), **(context or {})}
        # Rendered without the request: no session, no message and no reader gets into the page.
        body, content_type = render_to_string(template, about), "text/html; charset=utf-8"
    response = kept(request, body, content_type, freshness, status, mark=mark)
    if not indexed:
        response["X-Robots-Tag"] = "noindex"
    return response


def alternates(page: Page) -> tuple[Alternate, ...]:
    """Every other format that can carry the page."""
    return tuple(
        Alternate(format_.label, format_.suffix, format_.media_type, format_.address(page))
        for format_ in every()
        if format_.supports(page)
    )


def kept(
    request: HttpRequest,
    body: str | bytes,
    content_type: str,
    freshness: str,
    status: int = 200,
    *,
    mark: str = "",
) -> HttpResponseBase:
    """An answer that caches may keep, tagged with the hash of its bytes; 304 to who holds it.

    With a `mark`, such as the hash of a version, the tag is that and the first of its own digits.
    """
    response = HttpResponse(body, content_type=content_type, status=status)
    response["Cache-Control"] = freshness
    digest = hashlib.sha256(response.content).hexdigest()
    response["ETag"] = f'"{mark}-{digest[:DIGITS]}"' if mark else f'"{digest}"'
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    return response if conditional is None else conditional


def _in_format(page: Page, suffix: str) -> tuple[str, str]:
    """The page as a document, and its content type."""
    format_ = by_suffix(suffix)
    if format_ is None or not format_.supports(page):
        raise Http404(f"No format has the suffix {suffix!r}")
    return format_.write(page, newsroom()), format_.content_type
