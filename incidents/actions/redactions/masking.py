"""What is left of a text: each kind of field masked so that it is still a value of its kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.actions.redactions.terms import NAME_REMOVED, REMOVED, TEXT_REMOVED, Terms
from incidents.text import fragments
from incidents.text.addresses.stories import is_in_news, story_path, within_news
from incidents.text.fragments.credits import inline
from incidents.text.hashing import canonical
from incidents.text.hashing.canonical import JSON
from incidents.text.lineage import places
from incidents.text.sanitise import body as clean_body

Value = dict[str, JSON]

WHOLE_BODY = f"<p>{TEXT_REMOVED}</p>"
IN_ADDRESS = "removed"

MACHINE_FIELDS = frozenset(
    {"date", "at", "day", "printed", "printed_date", "entered_at", "published_at", "retrieved_at"}
    | {"kind", "state", "status", "hash", "piece", "category", "language", "time_zone", "role"}
    | {"sha256", "type", "provider", "noticed", "key", "reporting", "read_at", "read_digest"}
)
"""Fields of pieces that hold no words of anybody."""

NAME_PIECES = ("byline", "approval", "redaction")
NAME_FIELDS = ("name", "decided_by")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mask:
    """How texts are masked: the terms alone, or `whole` every field in which one stands.

    Without terms everything goes. `paths` are the addresses that stories get in place of others,
    `slugs` those of topics.
    """

    terms: Terms | None
    whole: bool = False
    paths: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)

    def hits(self, text: str) -> bool:
        """Whether something of this text has to go."""
        return bool(text) if self.terms is None else self.terms.stand_in(text)

    def text(self, text: str) -> str:
        """A line or paragraph of plain text."""
        if not self.hits(text):
            return text
        return REMOVED if self.whole or self.terms is None else self.terms.masked(text)

    def name(self, text: str) -> str:
        """A person's name as a signature."""
        return NAME_REMOVED if self.hits(text) else text

    def url(self, text: str) -> str:
        """An address elsewhere: of one that tells too much nothing is left."""
        return "" if self.hits(text) else text

    def slug(self, text: str) -> str:
        """A part of an address, which may not be empty."""
        if text in self.slugs:
            return self.slugs[text]
        if not self.hits(text):
            return text
        if self.whole or self.terms is None:
            return IN_ADDRESS
        return re.sub("-{2,}", "-", self.terms.masked(text, IN_ADDRESS)).strip("-")

    def path(self, text: str) -> str:
        """An address of ours: the new one of its story, or its date with a masked name."""
        before, mark, stem = text.rpartition("/")
        known = self.paths.get(within_news(text))
        if known is not None:
            return story_path(known) if is_in_news(text) else known
        return f"{before}{mark}{self.slug(stem)}" if self.hits(text) else text

    def body(self, html: str) -> str:
        """A body of HTML; a link whose address tells too much becomes plain text."""
        if not self.hits(html):
            return html
        if self.whole or self.terms is None:
            return WHOLE_BODY
        return clean_body(self.terms.masked(self._unlinked(html))) or WHOLE_BODY

    def inline(self, html: str) -> str:
        """A line of a summary, with its links and emphasis."""
        if not self.hits(html) or self.whole or self.terms is None:
            return self.text(html)
        return inline(self.terms.masked(self._unlinked(html)))

    def _unlinked(self, html: str) -> str:
        """Links whose addresses tell too much as plain text."""
        return _LINK.sub(lambda link: link[2] if self.hits(link[1]) else link[0], html)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the place of a stored text from now on."""

    value: Value | None
    canonical: str
    html: str


def masked(key: str, value: Value, mask: Mask) -> Value:
    """The value of a piece without what has to go: again a value of that piece."""
    made = {name: field_masked(name, inner, mask, key) for name, inner in value.items()}
    before, after = value.get("html"), made.get("html")
    altered = isinstance(before, str) and isinstance(after, str) and before != after
    if altered and "marks" in made:
        made["marks"] = moved(made["marks"], str(before), str(after))
    return made


def shown(key: str, value: Value) -> Shown:
    """A masked value as it is stored."""
    return Shown(value, canonical.encode(value).decode(), fragments.render(key, value))


def words_of(value: JSON, name: str = "") -> Sequence[str]:
    """Every text of a value that may hold a term."""
    if isinstance(value, str):
        return () if name in MACHINE_FIELDS else (value,)
    if isinstance(value, Mapping):
        return tuple(word for key, inner in value.items() for word in words_of(inner, key))
    if isinstance(value, Sequence):
        return tuple(word for inner in value for word in words_of(inner, name))
    return ()


def moved(marks: JSON, before: str, after: str) -> JSON:
    """The marks on a body, each still round the words that are left of those it was round."""
    if not isinstance(marks, Sequence) or isinstance(marks, str):
        return marks
    return [_moved(mark, before, after) if isinstance(mark, Mapping) else mark for mark in marks]


def _moved(mark: Mapping[str, JSON], before: str, after: str) -> Value:
    stood = mark.get("places")
    if not isinstance(stood, list):
        return dict(mark)
    pairs = [(int(start), int(end)) for start, end in stood]
    return {**mark, "places": [[*place] for place in places.carried(pairs, before, after)]}


def field_masked(name: str, value: JSON, mask: Mask, key: str = "") -> JSON:
    """One field, of the piece `key` where it is one, with everything that it holds."""
    if isinstance(value, str):
        return _text(key, name, value, mask)
    if isinstance(value, Mapping):
        return {inner: field_masked(inner, item, mask, key) for inner, item in value.items()}
    if isinstance(value, Sequence):
        return [field_masked(name, item, mask, key) for item in value]
    return value


def _text(key: str, name: str, text: str, mask: Mask) -> str:
    if name in MACHINE_FIELDS:
        return text
    if key in NAME_PIECES and name in NAME_FIELDS:
        return mask.name(text)
    special = {"html": mask.body, "url": mask.url, "path": mask.path, "slug": mask.slug}
    special |= {"archived_url": mask.url, "words": mask.inline}
    return special.get(name, mask.text)(text)
