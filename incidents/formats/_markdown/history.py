"""The change history and comparisons in Markdown."""

from incidents.formats._markdown.inline import escaped, opening, page_link, words
from incidents.formats._markdown.rows import change_row
from incidents.record.entries import ChangeEntry
from incidents.record.pages import ChangesPage, ComparisonPage, PieceComparison
from incidents.text.difference import Row

_SIGNS = {"equal": "{}", "deleted": "{{--{}--}}", "inserted": "{{++{}++}}"}
"""How CriticMarkup writes what went and what came."""


def changes_lines(page: ChangesPage) -> list[str]:
    """Every version, the first one first, so that the numbers of the list are the versions'."""
    return [
        f"# {page_link(page.printed_headline, page.story_path)}",
        "",
        "### Changes:",
        "",
        *(
            f"{entry.number}. {change_row(entry, page.story_path)}{_amounts(entry)}"
            for entry in sorted(page.changes, key=lambda entry: entry.number)
        ),
    ]


def comparison_lines(page: ComparisonPage) -> list[str]:
    """What changed between two versions: in words, then piece by piece."""
    return [
        f"# {page_link(page.printed_headline, page.story_path)}",
        "",
        opening(page.sentence),
        "",
        "### Versions:",
        "",
        *(
            f"- Version {entry.number}: {change_row(entry, page.story_path)}"
            for entry in (page.older, page.newer)
        ),
        *(line for piece in page.pieces for line in _piece(piece)),
    ]


def _amounts(entry: ChangeEntry) -> str:
    """Who and how much: "- Night desk; headline, Update 3; words +12 -3; sources +1 -0"."""
    counts = (
        f"{name} +{added} -{removed}"
        for name, added, removed in (
            ("words", entry.words_added, entry.words_removed),
            ("sources", entry.sources_added, entry.sources_removed),
        )
        if added or removed
    )
    about = [words(entry.byline), words(", ".join(entry.piece_names)), *counts]
    said = "; ".join(part for part in about if part)
    return f" - {said}" if said else ""


def _piece(piece: PieceComparison) -> list[str]:
    changed = [row for row in piece.difference.rows if row.kind != "equal"]
    rows = [line for row in changed for line in _rows(row)]
    return ["", f"### {words(piece.name)} ({words(piece.outcome)})", "", *rows]


def _rows(row: Row) -> list[str]:
    """A block, then what changed inside it: "- changed: It read {--4--}{++3++} m."."""
    marked = "".join(_SIGNS[span.kind].format(escaped(span.text)) for span in row.spans)
    own = [] if row.rows and not marked else [f"- {row.kind}: {marked or words(row.block.text)}"]
    return [*own, *(line for inner in row.rows if inner.kind != "equal" for line in _rows(inner))]
