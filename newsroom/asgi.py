"""The application for an ASGI server; `python -m newsroom` starts one."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils import timezone

from incidents.live.hub import Hub
from incidents.live.listening import Listener
from newsroom.database import address, guard
from newsroom.front.bodies import Limits
from newsroom.front.making.bridge import Bridge
from newsroom.front.making.lanes import Lanes
from newsroom.front.making.patience import Patience
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.pages import Pages, Place
from newsroom.front.streams.taking import Streams, readers_at_most
from newsroom.front.way_in import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
guard.refuse_unsafe(address.app_url())
django = get_wsgi_application()
# A wing that cannot be loaded stops the start, and not the first reader.
get_resolver().url_patterns  # noqa: B018
listener = Listener(address.app_url())
kept = Kept(
    listener,
    budget=settings.PAGE_MEMORY_MB * 1_000_000,
    alone=settings.PAGES_ALONE_SECONDS,
)
listener.follow(kept.heard)
_site = urlsplit(settings.SITE_URL)
_threads = settings.WEB_THREADS
pages = Pages(
    Patience(Lanes(Bridge(django, threads=_threads), threads=_threads), listener, threads=_threads),
    kept,
    Place(scheme=_site.scheme, host=_site.netloc, static=settings.STATIC_URL),
)
application = Front(
    pages,
    hosts=settings.ALLOWED_HOSTS,
    limits=Limits(settings.MAX_UPLOAD_MB * 1_000_000, settings.UPLOAD_SECONDS),
)
streams = Streams(
    Hub(
        pages.get,
        most=readers_at_most(settings.LIVE_READERS),
        time=lambda: f"{timezone.localtime():%H:%M}",
        certain=lambda: listener.certain,
    ),
    settings.ALLOWED_HOSTS,
)
listener.follow(streams.hub.heard)
