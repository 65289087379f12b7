"""A language in which every marked word is wrapped, so that what nobody marked is seen."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
from django.utils import translation
from lxml import html
from lxml.html import HtmlElement

from incidents.reader.templatetags import spoken as templatetags
from incidents.text.fragments.memory import Memory

OPEN, CLOSE = "\N{LEFT WHITE SQUARE BRACKET}", "\N{RIGHT WHITE SQUARE BRACKET}"
SAID = ("aria-label", "alt", "title", "placeholder", "data-done", "data-failed")
"""Attributes that somebody reads or hears; what scripts make of others, a browser shows."""

LATIN = re.compile("[A-Za-z]{2,}")
MARKED = "\N{BLACK DIAMOND}"
MISDATED = re.compile(rf"\d{{1,2}} {MARKED} \d{{4}}")
"""A date of which only the month is marked, and not its form."""

INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
UNSEEN = ("script", "style", "code", "pre", "template")

NAMES = re.compile(
    r"\b(?:EUR|JSON|XML|Markdown|HTML|SHA-256|CET|CEST|UTC|C2SP|Ed25519|RFC|Merkle|Wikidata)\b"
    r"|[0-9a-f]{8,}|https?:\S+|\S+@\S+|\S*[/=]\S*|\[removed\]"
)
"""What is called so in every language: formats, zones, algorithms, hashes, addresses; and what
stands in a version for a text that was taken out of it."""


def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this language be spoken until the test is over."""

    def wrapped(text: str) -> str:
        return f"{OPEN}{text}{CLOSE}" if text.strip() else text

    def one(text: str) -> str:
        return wrapped(str(text))

    def one_meaning(_context: str, text: str) -> str:
        return wrapped(str(text))

    def counted(singular: str, plural: str, number: int) -> str:
        return wrapped(str(singular if number == 1 else plural))

    def counted_meaning(_context: str, singular: str, plural: str, number: int) -> str:
        return counted(singular, plural, number)

    monkeypatch.setattr(Memory, "get", lambda *_asked: None)  # this language has no name of its own
    monkeypatch.setattr(Memory, "keep", lambda _memory, _key, thing, _size: thing)
    translation.gettext("")  # Django settles on a catalogue at the first word
    for name, spoken_as in (
        ("gettext", one),
        ("pgettext", one_meaning),
        ("ngettext", counted),
        ("npgettext", counted_meaning),
    ):
        monkeypatch.setattr(translation._trans, name, spoken_as)  # type: ignore[attr-defined]
    monkeypatch.setattr(templatetags, "forms_in", templatetags.forms_in.__wrapped__)


def unmarked(page: str, *content: str) -> list[str]:
    """Words of a page in Latin letters that nobody marked; `content` are XPaths to leave out."""
    root = html.fromstring(page)
    for path in (*(f"//{name}" for name in UNSEEN), *content):
        for element in cast(list[HtmlElement], root.xpath(path)):
            element.drop_tree()
    found = (_left(words) for words in _words(root))
    return sorted({words for words in found if LATIN.search(words)})


def _words(root: HtmlElement) -> Iterator[str]:
    """Each text of a page, a marked one whole: elements inside it are taken with it."""
    for element in root.iter():
        for name in SAID:
            if element.get(name):
                yield element.get(name)
    yield from "".join(_lines(root)).split("\0")


BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("header", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "search", "section"),
        *("select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr"),
        *("title", "ul"),
    )
)
"""Elements that begin a text of their own."""


def _lines(element: HtmlElement) -> Iterator[str]:
    between = "\0" if element.tag in BLOCKS else " "
    yield between
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _lines(child)
        yield child.tail or ""
    yield between


def misdated(page: str) -> list[str]:
    """Dates of a page whose form nobody marked."""
    before = ""
    while before != page:
        before, page = page, INNERMOST.sub(MARKED, page)
    return MISDATED.findall(page)


def _left(words: str) -> str:
    """What remains of a text without its marked parts, from the innermost outwards."""
    before = ""
    while before != words:
        before, words = words, INNERMOST.sub("", words)
    return " ".join(NAMES.sub("", words).split())
