"""The parts of a public page, frozen: what a reader may see and nothing else.

Times are aware UTC datetimes; `printed` is the time as the newsroom prints it ("1430 CET").
Fields ending in `html` are cleaned HTML; `fragment` is the stored HTML of that part.
Paths are site-relative and without suffix: "/news/2017/02/25/clashes-near-the-border".
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from incidents.record.printing import piece_name, update_name
from incidents.text.addresses import slugs
from incidents.text.fragments.credits import UNSIGNED, Credits
from incidents.text.hashing.chain import SCHEMA


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One numbered source of a story."""

    key: str
    number: int
    outlet: str
    title: str
    url: str
    via: str
    quote: str
    kind: str
    kind_label: str
    published_at: datetime | None
    retrieved_at: datetime | None
    fragment: str
    author: str = ""
    archived_url: str = ""
    as_read: "TextAsRead | None" = None

    @property
    def outlet_path(self) -> str:
        """The page of the outlet; empty for people who spoke as witnesses or without a name."""
        slug = "" if self.kind in ("witness", "anonymous") else slugs.outlet(self.outlet)
        return f"/sources/{slug}" if slug else ""


@dataclass(frozen=True, slots=True)
class TextAsRead:
    """What a page said when the newsroom read it, and the SHA-256 of the bytes that came."""

    text: str
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A named thing, under the name the newsroom prefers in public."""

    name: str
    qualifier: str
    slug: str
    kind: str
    wikidata: str = ""

    @property
    def path(self) -> str:
        """The topic's page."""
        return f"/topics/{self.slug}"

    @property
    def same_as(self) -> str:
        """The address of the same thing at Wikidata; empty where it is not known."""
        return f"https://www.wikidata.org/entity/{self.wikidata}" if self.wikidata else ""


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """A related story: `path` when it is ours, else perhaps `url`, else only the title."""

    title: str
    path: str
    url: str
    date: date | None
    contexts: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Translation:
    """A story in another language; `original` is the one that the others were made from."""

    language: str
    headline: str
    path: str
    original: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A public mark on a piece: it was corrected, clarified, retracted or restored."""

    kind: str
    at: datetime
    printed: str
    version: int
    note: str = ""
    wrong: str = ""
    right: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class UpdateEntry:
    """One numbered update as the public sees it; a retracted one keeps number and reason only."""

    number: int
    label: str
    headline: str
    html: str
    at: datetime
    printed: str
    printed_date: str
    day: date
    sources: tuple[int, ...]
    retracted: bool
    reason: str
    marks: tuple[Mark, ...]
    fragment: str
    own_reporting: bool = False
    media: tuple[int, ...] = ()
    credits: Credits = UNSIGNED
    warning: str = ""
    pinned: bool = False
    key_event: bool = False
    version: int = 0
    """The version in which it last changed."""

    @property
    def anchor(self) -> str:
        """The fragment identifier of the update on its story's page."""
        return f"update-{self.number}"

    @property
    def name(self) -> str:
        """What the update is called in text: "Update 3"."""
        return update_name(self.number)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One error that was put right; it stood for `stood` seconds since version `entered`.

    `warning` is what readers are told before the words that are quoted.
    """

    piece: str
    wrong: str
    right: str
    entered: int
    entered_at: datetime
    stood: int
    noticed: str
    grave: bool
    warning: str = ""

    @property
    def piece_name(self) -> str:
        """The corrected piece in readers' words."""
        return piece_name(self.piece)


@dataclass(frozen=True, slots=True)
class RemovedText:
    """A stored text that was taken out: which piece of which version, and the hash it keeps."""

    version: int
    piece: str
    hash: str

    @property
    def piece_name(self) -> str:
        """The piece in readers' words."""
        return piece_name(self.piece)


@dataclass(frozen=True, slots=True)
class RedactionEntry:
    """What the law forbade to keep: on what ground and by whose decision it was removed."""

    category: str
    category_name: str
    decided_by: str
    removed: tuple[RemovedText, ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One row of the history: what kind of change, why, by whom, and how much.

    It was live until `until`, None for the current version; `removed` are the pieces whose text
    was taken out since.
    """

    number: int
    position: int
    kind: str
    kind_label: str
    origin: str
    title: str
    at: datetime
    printed: str
    recorded_at: datetime
    note: str
    byline: str
    pieces: tuple[str, ...]
    words: int
    words_added: int
    words_removed: int
    sources: int
    sources_added: int
    sources_removed: int
    hash: str
    held: bool
    first: bool
    current: bool
    role: str = ""
    approved_by: str = ""
    emergency: bool = False
    undoes: int = 0
    restores: int = 0
    corrections: tuple[CorrectionEntry, ...] = ()
    redaction: RedactionEntry | None = None
    byline_slug: str = ""
    until: datetime | None = None
    until_printed: str = ""
    removed: tuple[str, ...] = ()
    schema: int = SCHEMA
    """In which form it was written down."""

    @property
    def looked_over(self) -> str:
        """Who approved the change, or that nobody did although that is the rule, in words."""
        if self.emergency:
            return _("published in an emergency, without a second pair of eyes")
        return _("approved by %(name)s") % {"name": self.approved_by} if self.approved_by else ""

    @property
    def removed_names(self) -> tuple[str, ...]:
        """The texts of this version that were taken out since, in readers' words."""
        return tuple(map(piece_name, self.removed))

    @property
    def piece_names(self) -> tuple[str, ...]:
        """The touched pieces in readers' words: ("headline", "Update 3")."""
        return tuple(dict.fromkeys(piece_name(key) for key in self.pieces))


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: enough to say what it is and why to open it."""

    path: str
    headline: str
    printed_headline: str
    topic_line: str
    summary: str
    date: date
    status: str
    status_label: str
    language: str
    contexts: tuple[str, ...]
    update_count: int
    latest_update: str
    published_at: datetime
    changed_at: datetime
    changed_printed: str
    corrected: bool
    version: int
