"""Which form of a page a client takes: as it is, or compressed, and by what."""

import gzip
import re
from functools import lru_cache

import brotli

IDENTITY, GZIP, BROTLI = range(3)
NAMES = (b"", b"gzip", b"br")

_COMPRESSED = re.compile(
    rb"text/|application/(?:[a-z0-9.-]+\+)?(?:json|xml|javascript)|image/svg\+xml|"
    rb"application/link-format"
)
_SMALLEST = 200  # bytes; below that nothing is gained
_QUALITY, _QUALITY_FOR_EVER = 5, 9  # of brotli: 9 takes three times as long for 5 % less
_BEST, _BEST_UP_TO = 11, 100_000  # of brotli, and bytes: 50 ms for half of them, 7 % less again
_LEVEL, _LEVEL_FOR_EVER = 6, 9


_LONGEST = 200  # bytes that are read of what a client accepts; browsers send thirty


def chosen(accepted: bytes) -> int:
    """The form to send to who accepts this (RFC 9110); brotli before gzip where both are liked."""
    return _chosen(accepted[:_LONGEST])


@lru_cache(maxsize=1_024)
def _chosen(accepted: bytes) -> int:
    weights: dict[bytes, float] = {}
    for part in accepted.lower().split(b","):
        name, _, parameter = part.partition(b";")
        weights[name.strip()] = _weight(parameter)
    best = max((_liking(weights, form), form) for form in (GZIP, BROTLI))
    return best[1] if best[0] > 0 else IDENTITY


def _liking(weights: dict[bytes, float], form: int) -> float:
    return weights.get(NAMES[form], weights.get(b"*", 0.0))


def _weight(parameter: bytes) -> float:
    name, _, value = parameter.partition(b"=")
    if name.strip() != b"q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def forms(body: bytes, content_type: bytes, *, for_ever: bool) -> tuple[bytes, ...]:
    """The body as it is, in gzip and in brotli; as it is alone where that gains nothing.

    `for_ever`: the file never changes, so that more time spent on it pays.
    """
    if len(body) < _SMALLEST or not _COMPRESSED.match(content_type):
        return (body,)
    level = _LEVEL_FOR_EVER if for_ever else _LEVEL
    return (
        body,
        gzip.compress(body, level, mtime=0),
        brotli.compress(body, quality=_quality(body, for_ever=for_ever)),
    )


def _quality(body: bytes, *, for_ever: bool) -> int:
    if not for_ever:
        return _QUALITY
    return _BEST if len(body) <= _BEST_UP_TO else _QUALITY_FOR_EVER
