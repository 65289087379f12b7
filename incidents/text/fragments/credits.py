"""Bylines as the newsroom writes them: names parted by semicolons, and how they are printed."""

import html
import re
from dataclasses import dataclass

from incidents.text.sanitise import body, line, plain

LONGEST_BEGINNING = 80

_BLOCK_TAGS = re.compile(r"</?(?:p|h2|h3|ul|ol|li|blockquote|footer)>|<br>")


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote a text, with which agencies, and where."""

    authors: tuple[str, ...] = ()
    agencies: str = ""
    dateline: str = ""

    @property
    def in_words(self) -> str:
        """All of it as one line, as it is printed; empty where none is told."""
        return in_words("; ".join(self.authors), self.agencies, self.dateline)


UNSIGNED = Credits()


def authors(written: str) -> tuple[str, ...]:
    """The names of a byline, in their order: "Jane Doe; Ali Veli in Baku"."""
    return tuple(name for name in map(line, written.split(";")) if name)


def settled(written: str) -> str:
    """A byline as it is stored."""
    return "; ".join(authors(written))


def names_in_words(written: str) -> str:
    """A byline as it is printed: "Jane Doe and Ali Veli in Baku"."""
    *most, last = authors(written) or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def in_words(written: str, agencies: str, dateline: str) -> str:
    """Byline, agencies and place as one line of plain text; empty where none is told."""
    names = names_in_words(written)
    by = f"By {names}" if names else ""
    with_agencies = f"{'with' if by else 'With'} {agencies}" if agencies else ""
    said = ", ".join(filter(None, (by, with_agencies)))
    return " - ".join(filter(None, (dateline, said)))


def inline(text: str) -> str:
    """Clean a line of prose: words, emphasis and links, and nothing that begins a new line."""
    return re.sub(r"\s+", " ", _BLOCK_TAGS.sub(" ", body(text))).strip()


def inline_plain(text: str) -> str:
    """The words of a cleaned line."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def first_words(text: str) -> str:
    """The beginning of a body, to the end of a word."""
    words = " ".join(plain(text).split())
    if len(words) <= LONGEST_BEGINNING:
        return words
    cut = words[:LONGEST_BEGINNING]
    return f"{cut.rpartition(' ')[0] or cut} …"
