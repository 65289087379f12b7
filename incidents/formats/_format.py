"""What a format is, and the registry that finds every one of them in this package."""

import pkgutil
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import isabstract
from typing import ClassVar

from incidents.formats.addresses import suffixed
from incidents.record.pages import Page

_PACKAGE = "incidents.formats"
_RESERVED = frozenset({"html"})
"""Suffixes that a format may not take: the HTML page is written by the readers' wing."""


@dataclass(frozen=True, slots=True)
class Site:
    """The newsroom's name, its absolute address without a closing slash, and its licence.

    `licence` is what its texts may be used under, by name; empty where it says nothing of that.
    """

    name: str
    url: str
    licence: str = ""
    licence_url: str = ""

    def absolute(self, address: str) -> str:
        """A site-relative address in full; a full one stays as it is."""
        return f"{self.url.rstrip('/')}{address}" if address.startswith("/") else address


class Format(ABC):
    """A way to write a public page down.

    A subclass in a module `as_...` of this package is a format with an address, a link in the
    head of every page and the contract tests; nothing else has to be told.
    """

    suffix: ClassVar[str]
    label: ClassVar[str]
    media_type: ClassVar[str]
    order: ClassVar[int]

    def supports(self, page: Page) -> bool:  # noqa: ARG002
        """Say whether this format can carry such a page."""
        return True

    @abstractmethod
    def write(self, page: Page, site: Site) -> str:
        """The whole document, from the page alone."""

    def address(self, page: Page | str) -> str:
        """The site-relative address of a page in this format."""
        return suffixed(page, self.suffix)

    @property
    def content_type(self) -> str:
        """The media type with the character set, for the header of an answer."""
        return f"{self.media_type}; charset=utf-8"


class SuffixTakenError(Exception):
    """Two formats claim one suffix, or one claims a reserved suffix."""


@cache
def every() -> tuple[Format, ...]:
    """Every format, in the order in which pages name them."""
    found = [
        kind()
        for module in pkgutil.iter_modules(import_module(_PACKAGE).__path__)
        if module.name.startswith("as_")
        for kind in _formats_of(f"{_PACKAGE}.{module.name}")
    ]
    _refuse_shared_suffixes(found)
    return tuple(sorted(found, key=lambda format_: (format_.order, format_.suffix)))


def by_suffix(suffix: str) -> Format | None:
    """The format of a suffix ("json"), or None."""
    return next((format_ for format_ in every() if format_.suffix == suffix), None)


def _formats_of(module_name: str) -> list[type[Format]]:
    members = vars(import_module(module_name)).values()
    return [
        member
        for member in members
        if isinstance(member, type)
        and issubclass(member, Format)
        and member.__module__ == module_name
        and not isabstract(member)
    ]


def _refuse_shared_suffixes(formats: list[Format]) -> None:
    taken = set(_RESERVED)
    for format_ in formats:
        if format_.suffix in taken:
            name = type(format_).__name__
            raise SuffixTakenError(f"{name}: the suffix {format_.suffix!r} is taken")
        taken.add(format_.suffix)
