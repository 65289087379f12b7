"""From the bytes of a page to its characters, whatever it says or does not say about them."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:+-]{1,40})["']""")
_START = 4096
_FALLBACK = "cp1252"

_SAME_ON_THE_WEB = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Encodings that browsers read as a larger one."""

_READ = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {"cp874", "gb18030", "big5", "cp932", "euc_jp", "iso2022_jp", "cp949"}
)
"""What may stand for characters: Python knows encodings that are none, such as rot13."""


def decoded(body: bytes, declared: str) -> str:
    """The characters of a page: by its mark, by the header, by its own word, else by their look."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    told = _known(declared) or _told_by_itself(body)
    if told:
        return body.decode(told, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_FALLBACK, "replace")


def _told_by_itself(body: bytes) -> str:
    """What the page says in its beginning; it cannot be UTF-16 where that could be read."""
    start = body[:_START]
    said = _META.search(start) or _XML.search(start)
    known = _known(said[1].decode("ascii", "replace")) if said else ""
    return "utf-8" if known.startswith("utf-16") else known


def _known(label: str) -> str:
    """The encoding behind a label, "" for none that is read."""
    try:
        name = codecs.lookup(label.strip() or "-").name
    except (LookupError, ValueError):
        return ""
    name = {"utf-16": "utf-16-le"}.get(name, name)
    name = _SAME_ON_THE_WEB.get(name, name)
    return name if name in _READ else ""
