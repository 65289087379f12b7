"""Canonical JSON and the hashes that chain the history.

The bytes are those of RFC 8785 (JSON Canonicalization Scheme). For what the record stores
(strings, integers, true, false, null, lists, objects with ASCII keys; never a float) the
standard library writes the same bytes many times faster than a general implementation; the tests
hold the two against each other.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

JSON: TypeAlias = "str | int | bool | Sequence[JSON] | Mapping[str, JSON] | None"
"""What may be stored. Objects are dicts, arrays lists or tuples."""

LARGEST_INTEGER = 2**53 - 1
"""Larger integers do not survive a reader that holds numbers as doubles (RFC 8785, 3.2.2.3)."""


class CanonicalError(ValueError):
    """The value cannot be written as canonical JSON; the message says what and where."""


def encode(value: JSON) -> bytes:
    """Write a value as canonical JSON in UTF-8.

    Raises ``CanonicalError`` for floats, integers beyond 2**53 - 1, keys that are not ASCII
    strings, strings with lone surrogates and any other type.
    """
    _check(value, "$")
    try:
        return _ENCODER.encode(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(f"a string holds a lone surrogate: {error.object!r}") from None


def inner_hash(salt: bytes, canonical: bytes) -> str:
    """Hash one piece: hex SHA-256 of the salt followed by the canonical bytes."""
    return sha256(salt + canonical).hexdigest()


def html_hash(salt: bytes, html: str) -> str:
    """Hash the HTML of one piece under the piece's salt; empty where there is no HTML."""
    return sha256(salt + html.encode()).hexdigest() if html else ""


def digest(shown: str) -> str:
    """SHA-256, in hex, of what stands in the place of a redacted text: it hides nothing."""
    return sha256(shown.encode()).hexdigest()


def chain_hash(header: Mapping[str, JSON]) -> str:
    """Hash the header of a version, the previous hash within: hex SHA-256 of its canonical JSON.

    A header holds only what the module `chain` puts there, so that the check for what JSON cannot
    hold, which costs more than all the rest, is left out; the types hold that.
    """
    return sha256(_ENCODER.encode(header).encode()).hexdigest()


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def _check(value: object, place: str) -> None:
    """Refuse what the standard library would write otherwise than RFC 8785 asks."""
    if isinstance(value, str | bool) or value is None:
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise CanonicalError(f"{place}: {value} is beyond 2**53 - 1")
    elif isinstance(value, dict):
        _check_keys(value, place)
        for key, inner in value.items():
            _check(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            _check(inner, f"{place}[{number}]")
    else:
        raise CanonicalError(f"{place}: {type(value).__name__} has no place in canonical JSON")


def _check_keys(value: dict[object, object], place: str) -> None:
    for key in value:
        if not (isinstance(key, str) and key.isascii()):
            raise CanonicalError(f"{place}: the key {key!r} is not an ASCII string")
