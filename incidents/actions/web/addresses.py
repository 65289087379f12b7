"""Web addresses: taken apart once, by us, so that nobody down the line reads them otherwise."""

import re
import socket
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import idna

from incidents.actions.web.refusals import NotFetchable

PORTS = {"http": 80, "https": 443}
LONGEST = 4000

_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_PORT = re.compile(r"[0-9]{1,5}")
_KEPT_IN_PATH = "/:@!$&'()*+,;=~%"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]|"

_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|at_(medium|campaign|link.*|ptr.*|format|bbc.*)"
    r"|(fb|g|y|ms|tw|tt|dc|wbra|gbra|yandex_?)cl(s)?id|gbraid|wbraid|gclsrc|_ga|_gl"
    r"|mc_[ce]id|igsh(id)?|vero_id|oly_(anon|enc)_id|mkt_tok|ref_src|ref_url|cmpid|ocid"
    r"|smid|smtyp|guccounter|guce_referr.*|xtor|wt_?mc.*|__twitter_impression|s_cid|spm",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, and nothing about the page."""

_SHARING = {
    "x.com": {"s", "t"},
    "twitter.com": {"s", "t"},
    "youtube.com": {"si", "feature"},
    "youtu.be": {"si", "feature"},
}
"""The same, under names that mean something elsewhere."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address in parts; `host` is lower case, in ASCII, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host, and the port where it is not the usual one: what the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """The host as people name it, without the `www`."""
        return self.host.removeprefix("www.")


def parse(written: str) -> WebAddress:
    """Take an address apart; raises NotFetchable for all that is no plain web address."""
    text = written.strip()
    if not text or len(text) > LONGEST or _UNFIT.search(text):
        raise NotFetchable("This is not a web address: it is empty, too long or has gaps in it.")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise NotFetchable("This is not a web address.") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise NotFetchable("Only addresses that start with https:// or http:// are fetched.")
    if "@" in parts.netloc:
        raise NotFetchable("Addresses with a user name or password in them are not fetched.")
    host, port = _host_and_port(parts.netloc)
    target = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT_IN_QUERY)
    return WebAddress(scheme, host, port or PORTS[scheme], target)


def joined(base: WebAddress, written: str) -> WebAddress:
    """The address that a page or a redirect names; raises NotFetchable."""
    if _UNFIT.search(written.strip()):
        raise NotFetchable("This leads to something that is not a web address.")
    try:
        found = urljoin(str(base), written.strip())
    except ValueError:
        raise NotFetchable("This leads to something that is not a web address.") from None
    return parse(found)


def canonical(address: WebAddress) -> WebAddress:
    """The address without the parameters that only follow readers around."""
    path, mark, query = address.target.partition("?")
    if not mark:
        return address
    shared = _SHARING.get(address.site, set())
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair, shared)]
    return replace(address, target="?".join((path, "&".join(kept))) if kept else path)


def comparable(written: str) -> str:
    """What two addresses of the same page have in common; the text itself where it is no address.

    Scheme, `www`, tracking parameters, their order and a closing slash do not count.
    """
    try:
        address = canonical(parse(written))
    except NotFetchable:
        return written.strip()
    path, _, query = address.target.partition("?")
    port = "" if address.port in PORTS.values() else f":{address.port}"
    told = urlencode(sorted(parse_qsl(query, keep_blank_values=True)))
    return f"{address.site}{port}{unquote(path).rstrip('/')}?{told}".rstrip("?")


def _tracks(pair: str, shared: set[str]) -> bool:
    name = unquote(pair.partition("=")[0])
    return name in shared or _TRACKING.fullmatch(name) is not None


def _host_and_port(netloc: str) -> tuple[str, int]:
    """The host in its one form, and the port, 0 where none is named."""
    bracketed = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::(.*))?", netloc)
    if bracketed:
        host, port = _ipv6(bracketed[1]), bracketed[2]
    else:
        name, _, port = netloc.partition(":")
        host = _name(name)
    if not port:
        return host, 0
    if not _PORT.fullmatch(port) or not 0 < int(port) < 65536:
        raise NotFetchable("This is not a web address: its port is no number.")
    return host, int(port)


def _ipv6(written: str) -> str:
    try:
        return str(IPv6Address(written))
    except ValueError:
        raise NotFetchable("This is not a web address: its host is none.") from None


def _name(written: str) -> str:
    """A host name in ASCII and lower case; an IPv4 address, however written, in its usual form."""
    host = written.lower()
    if not host.isascii():
        try:
            host = idna.encode(written, uts46=True).decode("ascii").lower()
        except (idna.IDNAError, ValueError):
            raise NotFetchable(f"There cannot be a site called {written[:80]}.") from None
    host = host.removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NotFetchable(f"There cannot be a site called {written[:80]}.")
    return host


def _ipv4(written: str) -> str:
    """Decimal, octal, hexadecimal, in one to four parts: as every program reads it."""
    try:
        return str(IPv4Address(socket.inet_aton(written)))
    except (OSError, ValueError):
        raise NotFetchable("This is not a web address: its host is none.") from None
