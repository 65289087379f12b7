"""One visit to a web page: few redirects, each checked again, little time, few bytes."""

import hashlib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore
from django.conf import settings

from incidents.actions.house.fetching import bodies
from incidents.actions.house.fetching.connecting import CheckedBackend, Deadline
from incidents.actions.house.fetching.guard import is_public
from incidents.actions.house.fetching.resolving import Allow, Resolve, ask_the_system
from incidents.actions.web.addresses import PORTS, WebAddress, joined, parse
from incidents.actions.web.refusals import (
    Declined,
    Garbled,
    NoPage,
    NotFetchable,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    Untrusted,
)

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3
SECONDS = 10.0  # for everything: names, connections, redirects and the body
MOST_BYTES = 5_000_000

_NOT_IN_A_NAME = re.compile(r"[^ -'*-\[\]-~]")


@cache
def trusted() -> ssl.SSLContext:
    """Who may vouch for a site: those that the system trusts, and those that browsers do."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True)
class Way:
    """How a page is reached; only tests go another way than this."""

    allow: Allow = is_public
    resolve: Resolve = ask_the_system
    ports: frozenset[int] = frozenset(PORTS.values())
    seconds: float = SECONDS
    tls: ssl.SSLContext | None = None


OPEN_WEB = Way()


@dataclass(frozen=True)
class Visited:
    """A page as it came: where it was in the end, and its bytes, unpacked."""

    address: WebAddress
    status: int
    media_type: str
    charset: str
    body: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.body).hexdigest()


def visit(written: str, *, way: Way = OPEN_WEB) -> Visited:
    """Fetch the page at an address. Raises the refusals of `Unfetched`."""
    with _arrived(parse(written), way) as (address, response):
        if response.status != 200:
            raise Declined(response.status)
        media_type, charset = _media_type(response)
        if media_type not in PAGES:
            raise NoPage(media_type)
        encoding = _header(response, b"content-encoding")
        body = bodies.whole(response.iter_stream(), encoding, most=MOST_BYTES)
        return Visited(address, response.status, media_type, charset, body)


def status(written: str, *, way: Way = OPEN_WEB) -> int:
    """How the site answers, without the page. Raises the refusals of `Unfetched`."""
    with _arrived(parse(written), way) as (_, response):
        return response.status


@contextmanager
def _arrived(address: WebAddress, way: Way) -> Iterator[tuple[WebAddress, httpcore.Response]]:
    """The answer that is no redirect, and where it came from; all troubles get their names."""
    deadline = Deadline(way.seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            with _answered(address, way, deadline) as response:
                if response.status not in REDIRECTS:
                    yield address, response
                    return
                address = joined(address, _header(response, b"location"))
        raise TooManyRedirects(MOST_REDIRECTS)
    except (TimeoutError, httpcore.TimeoutException):
        raise TooSlow(way.seconds) from None
    except httpcore.ConnectError as failed:
        raise Untrusted if _is_about_trust(failed) else Unreachable from None
    except (httpcore.NetworkError, ssl.SSLError, OSError):
        raise Unreachable from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise Garbled from None


@contextmanager
def _answered(address: WebAddress, way: Way, deadline: Deadline) -> Iterator[httpcore.Response]:
    if address.port not in way.ports:
        raise NotFetchable("Only pages at the usual ports, 80 and 443, are fetched.")
    backend = CheckedBackend(way.resolve, way.allow, deadline)
    place = httpcore.URL(
        scheme=address.scheme, host=address.host, port=address.port, target=address.target
    )
    with (
        httpcore.ConnectionPool(ssl_context=way.tls or trusted(), network_backend=backend) as pool,
        pool.stream("GET", place, headers=_headers(address)) as response,
    ):
        yield response


def _headers(address: WebAddress) -> list[tuple[str, str]]:
    """No cookies, no login, nothing about the editor."""
    return [
        ("Host", address.authority),
        ("User-Agent", user_agent()),
        ("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8"),
        ("Accept-Encoding", bodies.ENCODINGS),
        ("Connection", "close"),
    ]


def user_agent() -> str:
    """Who we are, and where we can be asked about it."""
    name = _NOT_IN_A_NAME.sub("", settings.SITE_NAME).strip()
    return f"Newsroom/1.0 ({name}; +{settings.SITE_URL})"


def _media_type(response: httpcore.Response) -> tuple[str, str]:
    """The type of a page in lower case, and its encoding where it names one."""
    told = _header(response, b"content-type")
    kind, _, rest = told.partition(";")
    named = re.search(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", rest, re.IGNORECASE)
    return kind.strip().lower()[:100], named[1] if named else ""


def _header(response: httpcore.Response, name: bytes) -> str:
    """The first header of a name, "" for none; addresses in it may be in UTF-8."""
    found = next((value for key, value in response.headers if key.lower() == name), b"")
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return found.decode("latin-1")


def _is_about_trust(failed: BaseException) -> bool:
    """Whether a connection failed for its certificate: httpcore keeps that as the cause."""
    cause: BaseException | None = failed
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
