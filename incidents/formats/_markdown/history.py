"""The change history, comparisons and proofs in Markdown."""

import re

from incidents.formats._markdown.highlights import warning
from incidents.formats._markdown.inline import escaped, link, opening, page_link, words
from incidents.formats._markdown.rows import change_row
from incidents.formats._plain.history import compared, turned
from incidents.formats.addresses import suffixed
from incidents.record.entries import ChangeEntry, CorrectionEntry, RedactionEntry
from incidents.record.history.durations import duration
from incidents.record.pages.history import (
    ChangesPage,
    ComparisonPage,
    Excerpt,
    PieceComparison,
    ProofPage,
    ProvenPiece,
)
from incidents.text.addresses.stories import proof_path, version_path
from incidents.text.difference import Row

_SIGNS = {"equal": "{}", "deleted": "{{--{}--}}", "inserted": "{{++{}++}}"}
"""How CriticMarkup writes what went and what came."""

_MARKS = {"<del>": "{--", "</del>": "--}", "<ins>": "{++", "</ins>": "++}"}
_TAG = re.compile("<[^>]*>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&"}

OUTCOMES = {
    "redacted": "Something was taken out of it by law, so it cannot be compared.",
    "uncompared": "There is too much of it to be compared here.",
}


def history_lines(page: ChangesPage | ComparisonPage | ProofPage) -> list[str]:
    """A page of a story's own history."""
    if isinstance(page, ChangesPage):
        return changes_lines(page)
    return comparison_lines(page) if isinstance(page, ComparisonPage) else proof_lines(page)


def changes_lines(page: ChangesPage) -> list[str]:
    """The versions that were asked for, with everything that is known of each."""
    rows = [line for entry in page.changes for line in _entry(entry, page)]
    return [
        f"# {page_link(page.printed_headline, page.story_path)}",
        "",
        *_problem(page.problem),
        "### Changes:",
        "",
        *(rows or ["No version fits."]),
        *_neighbours(
            ("Previous Page...", suffixed(turned(page, page.previous), "md"))
            if page.previous
            else None,
            ("Next Page...", suffixed(turned(page, page.next), "md")) if page.next else None,
        ),
    ]


def comparison_lines(page: ComparisonPage) -> list[str]:
    """What changed between two versions: in words, then piece by piece."""
    same = "The article is the same in both versions, byte for byte."
    return [
        f"# {page_link(page.printed_headline, page.story_path)}",
        "",
        *_problem(page.problem),
        opening(page.sentence),
        *(["", same] if page.same_article else []),
        "",
        "### Versions:",
        "",
        *(
            f"- Version {entry.number}: {change_row(entry, page.story_path)}"
            for entry in (page.older, page.newer)
        ),
        *(line for piece in page.pieces for line in _piece(piece)),
        *_neighbours(
            ("Previous Change...", suffixed(compared(page, page.previous), "md"))
            if page.previous
            else None,
            ("Next Change...", suffixed(compared(page, page.next), "md")) if page.next else None,
        ),
    ]


def proof_lines(page: ProofPage) -> list[str]:
    """What the hash of a version is computed from."""
    version = page_link(f"version {page.version}", version_path(page.story_path, page.version))
    return [
        f"# {page_link(page.printed_headline, page.story_path)}",
        "",
        f"Proof of {version}, schema {page.schema}.",
        "",
        f"- Hash: {_code(page.hash)}",
        f"- Previous hash: {_code(page.previous_hash) if page.previous_hash else 'none'}",
        f"- Facts: {_code(page.facts)}",
        "",
        "### Pieces:",
        "",
        *(line for piece in page.pieces for line in _proven(piece)),
    ]


def _problem(problem: str) -> list[str]:
    return [opening(problem), ""] if problem else []


def _neighbours(*named: tuple[str, str] | None) -> list[str]:
    return [line for each in named if each for line in ("", f"## {link(*each)}")]


def _entry(entry: ChangeEntry, page: ChangesPage) -> list[str]:
    """A version: its row, and what belongs to it, one thing a line."""
    path = page.story_path
    row = f"- Version {entry.number}: {change_row(entry, path)}{_amounts(entry)}"
    opened = page.excerpts if entry.number == page.selection.opened else ()
    below = [
        *(_returned(entry, path)),
        *(_error(error, path) for error in entry.corrections),
        *(_redaction(entry.redaction) if entry.redaction else ()),
        *_removed(entry),
        _standing(entry, path),
        *(_excerpt(excerpt) for excerpt in opened),
    ]
    return [row, *(f"  - {line}" for line in below)]


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
    role = f" ({words(entry.role)})" if entry.role else ""
    signed = f"{words(entry.byline)}{role}" if entry.byline else ""
    about = [signed, words(entry.looked_over), words(", ".join(entry.piece_names)), *counts]
    said = "; ".join(part for part in about if part)
    return f" - {said}" if said else ""


def _standing(entry: ChangeEntry, path: str) -> str:
    proof = page_link("proof", proof_path(path, entry.number))
    return f"{_lived(entry)}; sources {entry.sources}; hash {_code(entry.hash)} ({proof})"


def _lived(entry: ChangeEntry) -> str:
    since = f"Live from {words(entry.printed)}"
    if entry.until is None:
        return since
    lasted = duration(int((entry.until - entry.at).total_seconds()))
    return f"{since} to {words(entry.until_printed)} ({lasted})"


def _returned(entry: ChangeEntry, path: str) -> list[str]:
    named = (("Undoes", entry.undoes), ("Restores", entry.restores))
    return [
        f"{verb} {page_link(f'version {number}', version_path(path, number))}"
        for verb, number in named
        if number
    ]


def _error(error: CorrectionEntry, path: str) -> str:
    """What was wrong, what is right, since when, and who noticed."""
    since = page_link(f"version {error.entered}", version_path(path, error.entered))
    noticed = "a reader noticed" if error.noticed == "reader" else "the newsroom noticed"
    said = (
        f"Corrected {words(error.piece_name)}{' (grave)' if error.grave else ''}:",
        *warning(error.warning),
        f"it said “{words(error.wrong)}”;" if error.wrong else "",
        f"it should have said “{words(error.right)}”;" if error.right else "",
        f"it stood for {duration(error.stood)}, since {since}; {noticed}.",
    )
    return " ".join(filter(None, said))


def _redaction(entry: RedactionEntry) -> list[str]:
    decided = f", decided by {words(entry.decided_by)}" if entry.decided_by else ""
    return [
        f"Taken out ({words(entry.category_name)}{decided}): {words(text.piece_name)} "
        f"of version {text.version}, hash {_code(text.hash)}"
        for text in entry.removed
    ]


def _removed(entry: ChangeEntry) -> list[str]:
    names = words(", ".join(entry.removed_names))
    return [f"Something was taken out of it since: {names}"] if names else []


def _excerpt(excerpt: Excerpt) -> str:
    """The first changed sentences of a piece, in CriticMarkup."""
    if excerpt.outcome in OUTCOMES:
        return f"{words(excerpt.name)}: {OUTCOMES[excerpt.outcome]}"
    said = [*warning(excerpt.warning), " / ".join(map(_critic, excerpt.sentences))]
    return f"{words(excerpt.name)}: {' '.join(said)}"


def _critic(sentence: str) -> str:
    """A sentence with `<del>` and `<ins>` as CriticMarkup; its other tags go."""
    marks = re.split("(</?(?:del|ins)(?: [^>]*)?>)", sentence)
    return "".join(
        _MARKS[re.sub(" [^>]*", "", part)] if place % 2 else escaped(_unescaped(_TAG.sub("", part)))
        for place, part in enumerate(marks)
    )


def _unescaped(text: str) -> str:
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text


def _piece(piece: PieceComparison) -> list[str]:
    changed = [row for row in piece.difference.rows if row.kind != "equal"]
    rows = [line for row in changed for line in _rows(row)]
    why = [OUTCOMES[piece.outcome]] if piece.outcome in OUTCOMES else []
    warned = [*warning(piece.warning), ""] if piece.warning else []
    return ["", f"### {words(piece.name)} ({words(piece.outcome)})", "", *warned, *why, *rows]


def _rows(row: Row) -> list[str]:
    """A block, then what changed inside it: "- changed: It read {--4--}{++3++} m."."""
    marked = "".join(_SIGNS[span.kind].format(escaped(span.text)) for span in row.spans)
    own = [] if row.rows and not marked else [f"- {row.kind}: {marked or words(row.block.text)}"]
    return [*own, *(line for inner in row.rows if inner.kind != "equal" for line in _rows(inner))]


def _proven(piece: ProvenPiece) -> list[str]:
    """A piece with its hashes, and what it said where that may still be told."""
    said = [f"{name} {_code(value)}" for name, value in _told(piece) if value]
    gone = [] if piece.salt is not None else ["its text was taken out"]
    return [f"- {words(piece.key)}: {', '.join([*warning(piece.warning), *said, *gone])}"]


def _told(piece: ProvenPiece) -> tuple[tuple[str, str | None], ...]:
    return (
        ("hash", piece.hash),
        ("HTML hash", piece.html_hash),
        ("salt", piece.salt),
        ("text", piece.canonical),
    )


def _code(text: str) -> str:
    """Text to the character; the fence is longer than any run of backticks in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{pad}{text}{pad}{fence}"
