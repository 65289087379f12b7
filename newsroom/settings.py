"""Django's settings. Everything that a newsroom may want otherwise comes from the environment."""

import secrets
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from newsroom import env, kept_secrets
from newsroom.database import address
from newsroom.front import log_lines, pictures
from newsroom.front.memory.settings import *  # noqa: F403 - settings as well, in a room of their own
from newsroom.front.people.signing_in import *  # noqa: F403 - settings as well, in a room of their own
from newsroom.front.pictures import *  # noqa: F403 - settings as well, in a room of their own
from newsroom.front.streams.settings import *  # noqa: F403 - settings as well
from newsroom.static_files.settings import *  # noqa: F403 - the site's own face as well

django_stubs_ext.monkeypatch()

ROOT = address.ROOT
VAR = address.PLACES.var

# The site

SITE_NAME = env.text("SITE_NAME", default="The Newsroom")
HOST = env.hosts("HOST", default=("127.0.0.1",))[0]
PORT = env.whole("PORT", default=8000, at_least=1, at_most=65535)
SITE_URL = env.address("SITE_URL", default=f"http://127.0.0.1:{PORT}")
_SITE = urlsplit(SITE_URL)
_HOST = _SITE.hostname or ""
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=(_HOST, "127.0.0.1", "localhost", "[::1]"))
DEMO = env.yes("DEMO", default=True)
DEBUG = env.yes("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", default="") or kept_secrets.kept(
    VAR / "secret-key", lambda: secrets.token_urlsafe(50)
)

# The signed heads of the history, and the cache that has to forget

SIGNING_KEY = env.seed("SIGNING_KEY") or kept_secrets.seed(VAR / "signing-key")
TRANSPARENCY_DIR = env.folder("TRANSPARENCY_DIR", default=VAR / "transparency")
CACHE_PURGE_URL = env.endpoint("CACHE_PURGE_URL")
CACHE_PURGE_TOKEN = env.text("CACHE_PURGE_TOKEN", default="")

# What only a few may read: who a nameless source is

IDENTITY_KEY = env.seed("IDENTITY_KEY") or kept_secrets.seed(VAR / "identity-key")

# Comments of readers

COMMENTS_CLOSE_DAYS = env.whole("COMMENTS_CLOSE_DAYS", default=14, at_least=0, at_most=36500)
COMMENT_EMAIL_DAYS = env.whole("COMMENT_EMAIL_DAYS", default=30, at_least=1, at_most=365)

# The front

TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", default=())
MAX_UPLOAD_MB = env.whole("MAX_UPLOAD_MB", default=20, at_least=1, at_most=1024)
UPLOAD_SECONDS = env.whole("UPLOAD_SECONDS", default=60, at_least=1, at_most=3600)

# The parts

INSTALLED_APPS = [
    "incidents",
    "incidents.desk",
    "incidents.reader",
    "incidents.syndication",
    "incidents.intake",
    "incidents.operations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_prose_editor",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.front.memory.marking.marked",
    "newsroom.front.memory.caching.no_store_by_default",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.front.people.visits.seen",
    "allauth.account.middleware.AccountMiddleware",
    "incidents.desk.people.required.second_factor_where_required",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database

DATABASES = {"default": address.as_django(address.app_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Time

TIME_ZONE = env.zone("TIME_ZONE", default="UTC")
USE_TZ = True

# Files

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_MB * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the form of a story with hundreds of sources

# People

AUTH_USER_MODEL = "incidents.Editor"
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "reader:front"
ORIGIN_DAYS = env.whole("ORIGIN_DAYS", default=180, at_least=0, at_most=3650)
REQUIRE_SECOND_FACTOR = env.yes("REQUIRE_SECOND_FACTOR", default=False)
MFA_TOTP_ISSUER = SITE_NAME

# Security

_SECURE = _SITE.scheme == "https"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE  # browsers then still refuse all but localhost
SESSION_ENGINE = "newsroom.front.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The same words on every public page. The nonce is added only where a template asks for it: the
# editor's import map in desk and admin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        **pictures.SOURCES,
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Machines

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": SITE_NAME,
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "POSTPROCESSING_HOOKS": [],  # closed lists of words stand where they are used
}

# What is written down

LOGGING = log_lines.LOGGING
