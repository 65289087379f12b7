"""What readers write below a story, in Markdown."""

from incidents.formats._markdown.inline import link, opening, page_link, words
from incidents.formats.addresses import suffixed
from incidents.record.pages.comments import CommentEntry, CommentsPage


def comments_lines(page: CommentsPage) -> list[str]:
    """The story, then each comment under the name and time of who wrote it, oldest first."""
    heading = [f"# {page_link(page.printed_headline, page.story_path)}", ""]
    if page.retracted:
        return [*heading, f"Retracted: {words(page.retraction_reason)}".rstrip()]
    written = [line for entry in page.comments for line in _comment(entry)]
    taken = "New comments are taken." if page.open else "No more comments are taken."
    return [
        *heading,
        "## Comments",
        "",
        f"{page.count} in all. {taken}",
        "",
        *written,
        *_neighbours(page),
    ][:-1]


def _comment(entry: CommentEntry) -> list[str]:
    paragraphs = [opening(line) for line in entry.text.split("\n")]
    return [f"### {words(entry.name)}, {words(entry.printed)}", "", *paragraphs, ""]


def _neighbours(page: CommentsPage) -> list[str]:
    others = (("Earlier comments...", page.number - 1), ("Later comments...", page.number + 1))
    return [
        line
        for name, number in others
        if 1 <= number <= page.pages
        for line in (f"## {link(name, _address(page, number))}", "")
    ]


def _address(page: CommentsPage, number: int) -> str:
    return suffixed(page.path, "md") + (f"?page={number}" if number > 1 else "")
