"""Pages of comments, built by hand, about a flood that never was."""

from dataclasses import replace

from incidents.record.pages import Page
from incidents.record.pages.comments import CommentEntry, CommentsPage
from tests.formats.entries import PATH, at


def comments_page() -> CommentsPage:
    """The second of three pages."""
    first = CommentEntry(
        number=7,
        name="Mara <Vale>",
        at=at(15),
        printed="1600 CET, 25 February 2017",
        text="1. Not *all* gates.\n\n- See https://example.org/a_b & ask.",
    )
    second = replace(first, number=9, name="- A. #", text="# Nobody was hurt.")
    return CommentsPage(
        story_path=PATH,
        printed_headline="Dam gates open above the old town (Updated 3)",
        language="en",
        comments=(first, second),
        count=120,
        open=True,
        moderated=True,
        number=2,
        pages=3,
    )


COMMENTS: dict[str, Page] = {
    "comments": comments_page(),
    "no comments": replace(comments_page(), comments=(), count=0, number=1, pages=1, open=False),
    "comments of a retracted story": replace(
        comments_page(),
        comments=(),
        count=0,
        number=1,
        pages=1,
        open=False,
        retracted=True,
        retraction_reason="There is no dam.",
    ),
}
