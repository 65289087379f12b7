"""The change history and comparisons as plain values."""

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.values import Fields, given
from incidents.formats.addresses import html_address
from incidents.record.pages import ChangesPage, ComparisonPage, PieceComparison
from incidents.text.body.settling import clean_characters
from incidents.text.difference import Row


def changes_fields(page: ChangesPage, site: Site) -> Fields:
    """Every version of a story, in the order of the page: newest first."""
    return {
        **_story(page, site),
        "changes": [parts.change(entry, page.story_path, site) for entry in page.changes],
    }


def comparison_fields(page: ComparisonPage, site: Site) -> Fields:
    """What became of each piece between two versions, in words and as text that went and came."""
    return {
        **_story(page, site),
        "sentence": given(page.sentence),
        "older": parts.change(page.older, page.story_path, site),
        "newer": parts.change(page.newer, page.story_path, site),
        "pieces": [_piece(piece) for piece in page.pieces],
    }


def _story(page: ChangesPage | ComparisonPage, site: Site) -> Fields:
    return {
        "story_url": site.absolute(html_address(page.story_path)),
        "language": given(page.language),
        "title": clean_characters(page.printed_headline),
    }


def _piece(piece: PieceComparison) -> Fields:
    return {
        "piece": piece.key,
        "name": clean_characters(piece.name),
        "outcome": piece.outcome,
        "words_added": piece.difference.words_added,
        "words_removed": piece.difference.words_removed,
        "html": given(piece.html),
        "rows": [_row(row) for row in piece.difference.rows if row.kind != "equal"],
    }


def _row(row: Row) -> Fields:
    """What became of one block; one that stayed is left out, in lists and quotations too."""
    return {
        "kind": row.kind,
        "old_index": row.old_index,
        "new_index": row.new_index,
        "text": given(row.block.text),
        "spans": [{"kind": span.kind, "text": clean_characters(span.text)} for span in row.spans],
        "rows": [_row(inner) for inner in row.rows if inner.kind != "equal"],
    }
