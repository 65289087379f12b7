"""Settings of the site's own face, and of how static files are found."""

from newsroom import env
from newsroom.database import address
from newsroom.static_files import own

SITE_TAGLINE = env.text("SITE_TAGLINE", default="")
SITE_LICENCE_URL = env.endpoint(
    "SITE_LICENCE_URL", such_as="https://creativecommons.org/licenses/by/4.0/"
)
SITE_LICENCE = env.text("SITE_LICENCE", default=SITE_LICENCE_URL)
SITE_COLOUR = own.colour("SITE_COLOUR")
SITE_LOGO = own.picture("SITE_LOGO", "site-logo")
SITE_ICON = own.picture("SITE_ICON", "site-icon")

LOCALE_PATHS = [address.ROOT / "locale"]
LANGUAGE_CODE = env.language("SITE_LANGUAGE", default="en", held=LOCALE_PATHS[0])

STATIC_URL = "/static/"
STATIC_ROOT = address.PLACES.var / "static"
STATICFILES_DIRS = [kept for kept in (address.ROOT / "static",) if kept.is_dir()]
STATICFILES_FINDERS = [
    "newsroom.static_files.finding.PagesFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
