"""The change history, comparisons and proofs as plain values."""

from dataclasses import replace

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.values import Fields, Plain, given, moment
from incidents.formats.addresses import html_address
from incidents.record.entries import ChangeEntry
from incidents.record.pages import StoryPage
from incidents.record.pages.history import (
    ChangesPage,
    ComparisonPage,
    Excerpt,
    PieceComparison,
    ProofPage,
    ProvenPiece,
    Selection,
)
from incidents.text.addresses.stories import comparison_path, proof_path, version_path
from incidents.text.body.settling import clean_characters
from incidents.text.difference import Row

_HistoryPage = ChangesPage | ComparisonPage | ProofPage


def history_fields(page: _HistoryPage, site: Site) -> Fields:
    """A page of a story's own history."""
    if isinstance(page, ChangesPage):
        return changes_fields(page, site)
    return (
        comparison_fields(page, site)
        if isinstance(page, ComparisonPage)
        else proof_fields(page, site)
    )


def changes_fields(page: ChangesPage, site: Site) -> Fields:
    """The versions of a story that were asked for, in the order of the page."""
    return {
        **_story(page, site),
        "newest_version": page.newest,
        "problem": given(page.problem),
        "filters": {
            "kind": given(page.selection.kind),
            "piece": given(page.selection.piece),
            "byline": given(page.selection.byline),
        },
        "order": "oldest" if page.selection.oldest_first else "newest",
        "size": page.selection.size,
        "previous": _turned(page, page.previous, site),
        "next": _turned(page, page.next, site),
        "changes": [_change(entry, page, site) for entry in page.changes],
        "opened": page.selection.opened or None,
        "excerpts": [_excerpt(excerpt) for excerpt in page.excerpts],
    }


def comparison_fields(page: ComparisonPage, site: Site) -> Fields:
    """What became of each piece between two versions, in words and as text that went and came."""
    return {
        **_story(page, site),
        "problem": given(page.problem),
        "sentence": given(page.sentence),
        "same_article": page.same_article,
        "older": _change(page.older, page, site),
        "newer": _change(page.newer, page, site),
        "piece": given(page.piece),
        "altered": [{"piece": key, "name": clean_characters(name)} for key, name in page.offered],
        "previous": _compared(page, page.previous, site),
        "next": _compared(page, page.next, site),
        "pieces": [_piece(piece) for piece in page.pieces],
    }


def proof_fields(page: ProofPage, site: Site) -> Fields:
    """What the hash of a version is computed from, to the character."""
    before, after = page.version - 1, page.version + 1
    return {
        **_story(page, site),
        "version": page.version,
        "version_url": site.absolute(html_address(version_path(page.story_path, page.version))),
        "schema": page.schema,
        "hash": given(page.hash),
        "previous_hash": given(page.previous_hash),
        "facts": given(page.facts),
        "fits": page.fits,
        "pieces": [_proven(piece) for piece in page.pieces],
        "previous": _proof(page, before, site) if before else None,
        "next": _proof(page, after, site) if after <= page.newest else None,
    }


def frozen_fields(page: StoryPage) -> Fields:
    """What stands around a frozen page: what changed since, was taken out, is warned of since."""
    return {
        "since": given(page.since),
        "gaps": [
            {
                "piece": gap.piece,
                "name": clean_characters(gap.piece_name),
                "category_label": given(gap.category_name),
                "version": gap.version,
                "printed": given(gap.printed),
            }
            for gap in page.gaps
        ],
        "warned_since": [
            {
                "piece": text.piece,
                "name": clean_characters(text.piece_name),
                "warning": given(text.warning),
            }
            for text in page.warned
        ],
    }


def turned(page: ChangesPage, selection: Selection) -> ChangesPage:
    """Another page of the same history, as far as its address is concerned."""
    return replace(page, selection=selection)


def compared(page: ComparisonPage, pair: tuple[int, int]) -> ComparisonPage:
    """Another comparison of the same story or piece, as far as its address is concerned."""
    return replace(page, path=comparison_path(page.story_path, *pair))


def _story(page: _HistoryPage, site: Site) -> dict[str, Plain]:
    return {
        "story_url": site.absolute(html_address(page.story_path)),
        "language": given(page.language),
        "title": clean_characters(page.printed_headline),
    }


def _change(entry: ChangeEntry, page: ChangesPage | ComparisonPage, site: Site) -> Fields:
    """A version with what only the pages of its own story know of it."""
    return {
        **parts.change(entry, page.story_path, site),
        "byline_id": given(entry.byline_slug),
        "until": moment(entry.until),
        "until_printed": given(entry.until_printed),
        "removed": [clean_characters(name) for name in entry.removed_names],
        "proof_url": site.absolute(html_address(proof_path(page.story_path, entry.number))),
    }


def _turned(page: ChangesPage, selection: Selection | None, site: Site) -> str | None:
    return site.absolute(html_address(turned(page, selection))) if selection else None


def _compared(page: ComparisonPage, pair: tuple[int, int] | None, site: Site) -> str | None:
    return site.absolute(html_address(compared(page, pair))) if pair else None


def _proof(page: ProofPage, number: int, site: Site) -> str:
    return site.absolute(html_address(proof_path(page.story_path, number)))


def _excerpt(excerpt: Excerpt) -> Fields:
    return {
        "piece": excerpt.piece,
        "name": clean_characters(excerpt.name),
        "outcome": excerpt.outcome,
        "warning": given(excerpt.warning),
        "sentences": [clean_characters(sentence) for sentence in excerpt.sentences],
    }


def _proven(piece: ProvenPiece) -> Fields:
    """Texts exactly as they are hashed: not a character may be cleaned away here."""
    return {
        "piece": piece.key,
        "name": clean_characters(piece.name),
        "warning": given(piece.warning),
        "hash": piece.hash,
        "salt": piece.salt,
        "canonical": piece.canonical,
        "html_hash": given(piece.html_hash),
        "html": piece.html,
    }


def _piece(piece: PieceComparison) -> Fields:
    return {
        "piece": piece.key,
        "name": clean_characters(piece.name),
        "outcome": piece.outcome,
        "warning": given(piece.warning),
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
