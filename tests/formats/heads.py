"""The page of the signed heads, built by hand."""

from dataclasses import replace
from hashlib import sha256

from incidents.record.pages.transparency import HeadEntry, TransparencyPage
from incidents.text.hashing.checkpoint import Head, signed, verifier_key
from tests.formats.entries import at

ORIGIN = "news.example/history"
SEED = bytes(range(32))


def head_entry(size: int) -> HeadEntry:
    root = sha256(b"%d" % size).hexdigest()
    return HeadEntry(size=size, root=root, at=at(14, 30), printed="1530 CET, 25 February 2017")


def transparency_page(**changed: object) -> TransparencyPage:
    heads = tuple(head_entry(size) for size in (44, 41, 40))
    page = TransparencyPage(
        origin=ORIGIN,
        key=str(verifier_key(ORIGIN, SEED)),
        position=45,
        latest=heads[0],
        note=signed(Head(ORIGIN, 44, bytes.fromhex(heads[0].root)), ORIGIN, SEED),
        heads=heads,
        before=None,
        older=40,
    )
    return replace(page, **changed)  # type: ignore[arg-type]


def no_heads_page() -> TransparencyPage:
    return transparency_page(position=0, latest=None, note="", heads=(), older=None)


def broken_page() -> TransparencyPage:
    """The database lost changes that were signed."""
    return transparency_page(position=40)
