"""The files of pictures: only those that a published version shows, or showed."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from incidents.reader.converters import FileName
from incidents.record.beside.media import rendition

KEPT = "public, max-age=86400, s-maxage=300"
"""The bytes under a name never change; still a redaction has to reach every shared cache soon."""

KEPT_WHERE_TOLD = "public, max-age=86400, s-maxage=31536000"
"""A year in shared caches that can be told to forget."""

TAG = "pictures"
POLICY = "default-src 'none'; sandbox"
"""Opened on its own, a picture is a picture and nothing else."""


@require_safe
def picture(request: HttpRequest, name: FileName) -> HttpResponseBase:
    """One file of a picture, under the SHA-256 of its bytes."""
    row = rendition(name.digest, name.extension)
    if row is None or not default_storage.exists(row.name):
        raise Http404("No such picture")
    tag = f'"{row.digest}"'
    known = get_conditional_response(request, etag=tag)
    if known is None or known.status_code != 304:
        with default_storage.open(row.name) as file:
            known = HttpResponse(file.read(), content_type=row.media_type)
    known["ETag"] = tag
    known["Content-Security-Policy"] = POLICY
    known["Cache-Control"] = KEPT_WHERE_TOLD if settings.CACHE_PURGE_URL else KEPT
    if settings.CACHE_PURGE_URL:
        known["Cache-Tag"] = known["Surrogate-Key"] = TAG
    return known
