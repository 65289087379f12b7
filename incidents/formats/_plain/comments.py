"""What readers write below a story, as plain values: names, words and times, and no more."""

from incidents.formats._format import Site
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.pages.comments import CommentEntry, CommentsPage
from incidents.text.body.settling import clean_characters


def comments_fields(page: CommentsPage, site: Site) -> Fields:
    """A page of the comments on a story."""
    return {
        "story_url": site.absolute(html_address(page.story_path)),
        "title": clean_characters(page.printed_headline),
        "language": given(page.language),
        "retracted": page.retracted,
        "retraction_reason": given(page.retraction_reason),
        "open": page.open,
        "moderated": page.moderated,
        "comment_count": page.count,
        "page": page.number,
        "pages": page.pages,
        "comments": [_comment(entry, page, site) for entry in page.comments],
    }


def _comment(entry: CommentEntry, page: CommentsPage, site: Site) -> Fields:
    return {
        "url": f"{site.absolute(html_address(page))}#{entry.anchor}",
        "name": clean_characters(entry.name),
        "at": moment(entry.at),
        "time": given(entry.printed),
        "text": clean_characters(entry.text),
    }
