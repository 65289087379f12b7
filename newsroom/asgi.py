"""The application for an ASGI server; `python -m newsroom` starts one."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom.database import address, guard
from newsroom.front.bodies import Limits
from newsroom.front.bridge import Bridge
from newsroom.front.way_in import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
guard.refuse_unsafe(address.app_url())
application = Front(
    Bridge(get_wsgi_application(), threads=settings.WEB_THREADS),
    hosts=settings.ALLOWED_HOSTS,
    limits=Limits(settings.MAX_UPLOAD_MB * 1_000_000, settings.UPLOAD_SECONDS),
)
