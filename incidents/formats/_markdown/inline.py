"""Words and links on one line, escaped where they would break the grammar and nowhere else."""

import re
from collections.abc import Iterable

from incidents.formats.addresses import suffixed
from incidents.text.body.settling import clean_characters

_SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|#(?=#*$)")
_BLOCK_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+$|-[-\s]*$)")
_NUMBER_START = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\\\"`]|(?<=[a-z0-9]);", re.IGNORECASE)
_OPENS = re.compile(r"(?:https?|ftp|mailto):|/(?!/)", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text for the middle of a line, with the white space around it."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", re.sub(r"\s+", " ", clean_characters(text)))


def words(text: str) -> str:
    """Text for the middle of a line: a title, a name, a note."""
    return escaped(" ".join(clean_characters(text).split()))


def opening(text: str) -> str:
    """Text for the beginning of a paragraph or list item, where "1." or "-" would start a list."""
    escaped = words(text)
    if _BLOCK_START.match(escaped):
        return f"\\{escaped}"
    return _NUMBER_START.sub(r"\1\\", escaped, count=1) if escaped[:1].isdigit() else escaped


def context(names: Iterable[str]) -> str:
    """What a story is about, in italics: "_Context: A, B_"; empty without a name."""
    named = ", ".join(filter(None, map(words, names)))
    return f"_Context: {named}_" if named else ""


def link(text: str, address: str) -> str:
    """A link, or the words alone where the address is none that a reader should follow."""
    if not _OPENS.match(address):
        return opening(text)
    return f"[{words(text)}]({_address(address)})"


def page_link(text: str, path: str) -> str:
    """A link to the Markdown form of one of our pages."""
    return link(text, suffixed(path, "md"))


def _address(address: str) -> str:
    return _UNSAFE_IN_ADDRESS.sub(_percent, clean_characters(address).strip())


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
