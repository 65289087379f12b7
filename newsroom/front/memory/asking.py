"""What a whole request asks for, read from its bytes: every reader's head is another one."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.http.request import split_domain_port, validate_host

from newsroom.front.memory import encodings, targets

_LONGEST = 4_096  # bytes; a longer head takes the usual way
_PLAIN = re.compile(
    rb"(?:GET|HEAD) [!-~]+ HTTP/1\.1\r\n"
    rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[\t -~\x80-\xff]*+\r\n)++\r\n"
)
"""A head that nobody can read in two ways: no folded line, no blank before a colon, no lone end."""

_LONGEST_HOST = 300
_VERSION = b" HTTP/1.1\r\n"
_HOST, _CONNECTION = b"\r\nhost:", b"\r\nconnection:"
_ACCEPTED, _HELD = b"\r\naccept-encoding:", b"\r\nif-none-match:"
_LENGTH, _TRANSFER = b"\r\ncontent-length:", b"\r\ntransfer-encoding:"
_EXPECT, _UPGRADE = b"\r\nexpect:", b"\r\nupgrade:"


class Asked(NamedTuple):
    """A page asked for; `held` is what is sent in If-None-Match, `form` one of encodings."""

    key: bytes
    form: int
    held: bytes
    head_only: bool
    closing: bool


def asked(data: bytes, hosts: tuple[str, ...]) -> Asked | None:
    """What bytes ask for that are one whole GET or HEAD; None where they are anything else."""
    if len(data) > _LONGEST or _PLAIN.fullmatch(data) is None:
        return None
    line = data.find(_VERSION)
    head_only = data.startswith(b"HEAD ")
    key = _key(data[5 if head_only else 4 : line])
    said = data[line + len(_VERSION) - 2 :].lower()
    host = said.find(_HOST)
    if key is None or _is_unusual(said) or host < 0 or said.find(_HOST, host + 1) >= 0:
        return None
    named = _value(said, _HOST)
    if len(named) > _LONGEST_HOST or not _is_ours(named, hosts):
        return None
    return Asked(
        key,
        encodings.chosen(_value(said, _ACCEPTED)),
        _value(said, _HELD),
        head_only,
        b"close" in _value(said, _CONNECTION),
    )


def _key(target: bytes) -> bytes | None:
    return targets.plain(target) if b"?" in target or b"%" in target else target


def _is_unusual(said: bytes) -> bool:
    """Whether a request has to take the usual way: with a body, or with an end of its own."""
    return _LENGTH in said or _TRANSFER in said or _EXPECT in said or _UPGRADE in said


def _value(said: bytes, name: bytes) -> bytes:
    """What a header says; empty where it is not there. `name` begins with the line's end."""
    start = said.find(name)
    if start < 0:
        return b""
    start += len(name)
    return said[start : said.find(b"\r\n", start)].strip()


@lru_cache(maxsize=256)
def _is_ours(host: bytes, hosts: tuple[str, ...]) -> bool:
    domain = split_domain_port(host.decode("latin-1"))[0]
    return bool(domain) and validate_host(domain, hosts)
