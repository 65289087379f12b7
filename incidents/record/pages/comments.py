"""What readers write below a story, frozen as the other pages are."""

from dataclasses import dataclass
from datetime import datetime

from incidents.text.addresses.stories import comments_path


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """One comment that readers see: who, when, what; `text` is plain, its lines as written."""

    number: int
    name: str
    at: datetime
    printed: str
    text: str

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return f"comment-{self.number}"


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """One page of the comments on a story, oldest first.

    `count` is of all pages; `moderated` says that an editor reads each first; without `open` no
    new one is taken. Of a retracted story only the reason is left.
    """

    story_path: str
    printed_headline: str
    language: str
    comments: tuple[CommentEntry, ...]
    count: int
    open: bool
    moderated: bool
    number: int = 1
    pages: int = 1
    retracted: bool = False
    retraction_reason: str = ""

    @property
    def path(self) -> str:
        return comments_path(self.story_path)

    @property
    def query(self) -> str:
        """Which of several pages it is, as the query of its address."""
        return f"page={self.number}" if self.number > 1 else ""
