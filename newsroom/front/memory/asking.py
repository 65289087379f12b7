"""What a whole request asks for, read from its bytes; clients that stay send the same again."""

from dataclasses import dataclass
from functools import lru_cache

from django.http.request import split_domain_port, validate_host

from newsroom.front.memory import encodings, targets

_LONGEST = 4_096  # bytes; a longer head takes the usual way
_END = b"\r\n\r\n"
_VERSION = b" HTTP/1.1\r\n"
_HOST, _CONNECTION = b"\r\nhost:", b"\r\nconnection:"
_ACCEPTED, _HELD = b"\r\naccept-encoding:", b"\r\nif-none-match:"
_UNUSUAL = (b"\r\ncontent-length:", b"\r\ntransfer-encoding:", b"\r\nexpect:", b"\r\nupgrade:")
"""A request with one of these takes the usual way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page asked for; `held` is what is sent in If-None-Match, `form` one of encodings."""

    key: bytes
    form: int
    held: bytes
    head_only: bool
    closing: bool


def asked(data: bytes, hosts: tuple[str, ...]) -> Asked | None:
    """What bytes ask for that are one whole GET or HEAD; None where they are anything else."""
    return _read(data, hosts) if len(data) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _read(data: bytes, hosts: tuple[str, ...]) -> Asked | None:
    line = data.find(_VERSION)
    if line < 0 or data.find(_END) != len(data) - len(_END):
        return None
    head_only = data.startswith(b"HEAD ")
    if not (head_only or data.startswith(b"GET ")):
        return None
    key = _key(data[5 if head_only else 4 : line])
    said = data[line + len(_VERSION) - 2 :].lower()
    if key is None or any(name in said for name in _UNUSUAL):
        return None
    if said.count(_HOST) != 1 or not _is_ours(_value(said, _HOST), hosts):
        return None
    return Asked(
        key=key,
        form=encodings.chosen(_value(said, _ACCEPTED)),
        held=_value(said, _HELD),
        head_only=head_only,
        closing=b"close" in _value(said, _CONNECTION),
    )


def _key(target: bytes) -> bytes | None:
    return targets.plain(target) if b"?" in target or b"%" in target else target


def _value(said: bytes, name: bytes) -> bytes:
    """What a header says; empty where it is not there. `name` begins with the line's end."""
    start = said.find(name)
    if start < 0:
        return b""
    start += len(name)
    return said[start : said.find(b"\r\n", start)].strip()


def _is_ours(host: bytes, hosts: tuple[str, ...]) -> bool:
    domain = split_domain_port(host.decode("latin-1"))[0]
    return bool(domain) and validate_host(domain, hosts)
