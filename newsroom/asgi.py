"""The application for an ASGI server; `python -m newsroom` starts one."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from newsroom.database import address, guard
from newsroom.front.bodies import Limits
from newsroom.front.bridge import Bridge
from newsroom.front.way_in import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
guard.refuse_unsafe(address.app_url())
django = get_wsgi_application()
# A wing that cannot be loaded stops the start, and not the first reader.
get_resolver().url_patterns  # noqa: B018
application = Front(
    Bridge(django, threads=settings.WEB_THREADS),
    hosts=settings.ALLOWED_HOSTS,
    limits=Limits(settings.MAX_UPLOAD_MB * 1_000_000, settings.UPLOAD_SECONDS),
)
