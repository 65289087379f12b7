"""Settings of pictures and videos: how large, how long kept unused, from where they may play."""

from csp.constants import SELF

from newsroom import env

MAX_PICTURE_MB = env.whole("MAX_PICTURE_MB", default=15, at_least=1, at_most=200)
MAX_PICTURE_MEGAPIXELS = env.whole("MAX_PICTURE_MEGAPIXELS", default=40, at_least=1, at_most=200)
UNUSED_PICTURE_DAYS = env.whole("UNUSED_PICTURE_DAYS", default=7, at_least=1, at_most=3650)
VIDEO_HOSTS = env.hosts("VIDEO_HOSTS", default=())

PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
"""The providers whose players a page may hold, once a reader asks for one."""

SOURCES = {"media-src": [SELF, *VIDEO_HOSTS], "frame-src": [*PLAYERS]}
"""What the Content-Security-Policy says of them."""
