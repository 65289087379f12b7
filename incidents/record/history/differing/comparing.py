"""What differs between two versions of a story, piece by piece, and said in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import QuerySet

from incidents.models import Incident, VersionPiece
from incidents.record import versions
from incidents.record.entries import ChangeEntry
from incidents.record.history import choosing
from incidents.record.history.differing import saying, tallying, wording
from incidents.record.history.differing.tallying import Pair, Pairs
from incidents.record.ledger import ASIDES, standing
from incidents.record.pages import shown
from incidents.record.pages.history import ComparisonPage, Offer, PieceComparison
from incidents.record.reading import marks, text
from incidents.record.stories import published, warnings
from incidents.text.addresses.stories import comparison_path, story_path
from incidents.text.article import same_form
from incidents.text.difference import Difference, compare, html
from incidents.text.sanitise import blocks

MOST_CHARACTERS = 600_000
"""Of prose that is compared for one page, both sides together: about 100,000 words."""

MOST_COUNTED = 2_000
"""Of elements, such as list items, in what changed of all texts, for telling it in one sentence."""

MOST_CHARACTERS_COUNTED = 250_000
"""Of what changed of all texts, both sides together: about 20,000 words written anew."""

ALTERED = """
SELECT coalesce(old.key, new.key) FROM ({old}) AS old FULL JOIN ({new}) AS new USING (key)
WHERE old.content_id IS DISTINCT FROM new.content_id
"""

AT = """
SELECT DISTINCT ON (key) key, content_id FROM incidents_version_piece
WHERE incident_id = %(incident)s AND key <> ALL(%(asides)s) AND number <= %({at})s
ORDER BY key, number DESC
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of a piece; `prose` is the part of its difference that is prose."""

    piece: PieceComparison
    prose: Difference


@shown.told
def comparison(path: str, older: int, newer: int, piece: str = "") -> ComparisonPage | None:
    """What changed between two versions of the story at a path, or in one piece of it.

    A piece that the story never had is answered with a problem and the whole story.
    """
    incident = published(path)
    if incident is None or not 1 <= older < newer <= incident.version_number:
        return None
    problem = choosing.problem_of_piece(incident, piece)
    chosen = "" if problem else piece
    sides = _sides(incident, older, newer, _altered_keys(incident, older, newer))
    pairs = _seen(sides)
    shown = {key: pair for key, pair in pairs.items() if chosen in ("", choosing.offered(key))}
    compared = _compared(shown)
    warned = warnings.now(incident)
    rows = versions.some(incident, [older, newer])
    return ComparisonPage(
        path=comparison_path(story_path(incident.path), older, newer),
        story_path=story_path(incident.path),
        printed_headline=incident.printed_headline,
        language=incident.language,
        older=rows[0],
        newer=rows[1],
        sentence=_or_marks(_sentence(shown, compared), sides, chosen),
        pieces=tuple(_warned(each.piece, shown, warned) for each in compared),
        piece=chosen,
        offered=_offers(pairs),
        same_article=_same_article(sides, rows),
        previous=_previous(incident, older, chosen),
        next=_next(incident, newer, chosen),
        problem=problem,
    )


def in_words(incident: Incident, older: int, newer: int) -> str:
    """What changed between two versions of a story, in one sentence.

    Where very much changed, its sentences are not counted, because that would take too long.
    """
    sides = _sides(incident, older, newer, _altered_keys(incident, older, newer))
    pairs = _seen(sides)
    rewritten = {key: pair for key, pair in pairs.items() if tallying.is_rewritten(key, pair)}
    apart = [block for pair in rewritten.values() for block in _blocks_apart(pair)]
    uncounted = (
        sum(block.count("</") for block in apart) > MOST_COUNTED
        or sum(map(len, apart)) > MOST_CHARACTERS_COUNTED
    )
    said = _sentence(pairs, [] if uncounted else _compared(rewritten), uncounted=uncounted)
    return _or_marks(said, sides)


def altered(incident: Incident, older: int, newer: int, keys: Sequence[str] | None = None) -> Pairs:
    """The pieces of which a reader sees something else in `newer`, in the order of the page."""
    keys = _altered_keys(incident, older, newer) if keys is None else keys
    return _seen(_sides(incident, older, newer, keys))


def told_apart(key: str, pair: Pair) -> Compared:
    """Compare what a piece said and says."""
    if _is_redacted(pair):
        return _named(key, pair, "redacted")
    old, new = tallying.values(pair)
    before, after = _lines_apart(wording.lines(key, old), wording.lines(key, new))
    sides = [
        blocks(wording.paragraphs(lines) + wording.body(value))
        for lines, value in ((before, old), (after, new))
    ]
    difference = compare(*sides)
    outcome = "added" if old is None else "removed" if new is None else "changed"
    prose = _after(difference, len(list(filter(None, before))), len(list(filter(None, after))))
    named = wording.name(key, new or old)
    return Compared(PieceComparison(key, named, outcome, difference, html(difference)), prose)


def warning(key: str, pair: Pair, now: warnings.Warnings) -> str:
    """What readers are told before what a piece said and says: at either version, or now."""
    return warnings.said(*(warnings.before(key, value, now) for value in tallying.values(pair)))


def _warned(piece: PieceComparison, pairs: Pairs, now: warnings.Warnings) -> PieceComparison:
    return replace(piece, warning=warning(piece.key, pairs[piece.key], now))


def _blocks_apart(pair: Pair) -> set[str]:
    """The blocks of a text that stand only before, or only after."""
    old, new = ({*wording.body(value).split("\n")} for value in tallying.values(pair))
    return old ^ new


def _sentence(pairs: Pairs, compared: Sequence[Compared], *, uncounted: bool = False) -> str:
    """What happened, in words; the sentences of texts that came or went whole do not count.

    Empty where nothing did.
    """
    told = {key: pair for key, pair in pairs.items() if not _is_redacted(pair)}
    rewritten = [
        each.prose
        for each in compared
        if each.piece.outcome == "changed"
        and tallying.is_rewritten(each.piece.key, pairs[each.piece.key])
    ]
    said = saying.sentence(replace(tallying.counts(told, rewritten), uncounted=uncounted))
    gone = "" if len(told) == len(pairs) else saying.untold()
    return " ".join(filter(None, (said, gone)))


def _is_redacted(pair: Pair) -> bool:
    return any(each is not None and each.redacted for each in pair)


def _sides(incident: Incident, older: int, newer: int, keys: Sequence[str]) -> Pairs:
    """What pieces said at both versions, in the order of the page."""
    if not keys:
        return {}
    before = standing(incident.pk, keys=keys, at=older)
    after = standing(incident.pk, keys=keys, at=newer)
    return {key: (before.get(key), after.get(key)) for key in sorted(keys, key=wording.place)}


def _seen(sides: Pairs) -> Pairs:
    """The pieces of which a reader sees something else."""
    return {key: pair for key, pair in sides.items() if _differs(key, pair)}


def _altered_keys(incident: Incident, older: int, newer: int) -> list[str]:
    """The pieces that say something else, found by their hashes alone."""
    statement = ALTERED.format(old=AT.format(at="older"), new=AT.format(at="newer"))
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {"incident": incident.pk, "asides": list(ASIDES), "older": older, "newer": newer},
        )
        return [key for (key,) in cursor.fetchall()]


def _differs(key: str, pair: Pair) -> bool:
    """Whether a reader sees a difference, or could have seen one before a text was taken out."""
    old, new = pair
    if _is_redacted(pair):
        return (old.hash if old else "") != (new.hash if new else "")
    before, after = (each.value if each else None for each in pair)
    return before != after and wording.seen(key, before) != wording.seen(key, after)


def _compared(pairs: Pairs) -> list[Compared]:
    """Compare the pieces; those beyond what one page may compare are only named."""
    left = MOST_CHARACTERS
    found = []
    for key, pair in pairs.items():
        left -= sum(len(text(each.value, "html")) for each in pair if each)
        found.append(told_apart(key, pair) if left > 0 else _named(key, pair, "uncompared"))
    return found


def _named(key: str, pair: Pair, outcome: str) -> Compared:
    """A piece of which only its name is told."""
    old, new = tallying.values(pair)
    named, nothing = wording.name(key, new or old), Difference(())
    return Compared(PieceComparison(key, named, outcome, nothing, ""), nothing)


def _or_marks(said: str, sides: Pairs, chosen: str = "") -> str:
    """What was said; where that is nothing, whether the marks on the texts changed."""
    if said:
        return said
    each = [pair for key, pair in sides.items() if chosen in ("", choosing.offered(key))]
    told = ([marks(side.value if side else None) for side in pair] for pair in each)
    changed = any(before != after for before, after in told)
    return saying.marked() if changed else saying.nothing()


def _lines_apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The lines about a piece without those that say the same before and after."""
    if len(old) != len(new):
        return old, new
    apart = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    return [line for line, _ in apart], [line for _, line in apart]


def _after(difference: Difference, old_lines: int, new_lines: int) -> Difference:
    """The difference without the lines that stand before the prose."""
    return Difference(
        tuple(
            row
            for row in difference.rows
            if (row.old_index is None or row.old_index >= old_lines)
            and (row.new_index is None or row.new_index >= new_lines)
        )
    )


def _offers(pairs: Pairs) -> tuple[Offer, ...]:
    """The pieces that differ, each source under the name of all."""
    offered = {choosing.offered(key): choosing.name(choosing.offered(key)) for key in pairs}
    return tuple(offered.items())


def _same_article(sides: Pairs, rows: Sequence[ChangeEntry]) -> bool:
    """Whether the frozen pages of both versions hold the same article, byte for byte.

    The marks on a text are part of the article, though a change of them alone is not told.
    """
    if rows[0].held != rows[1].held or "about" in _seen(sides):
        return False
    if not same_form(rows[0].schema, rows[1].schema):
        return False
    return all(
        (old.html if old else "") == (new.html if new else "") for old, new in sides.values()
    )


def _previous(incident: Incident, older: int, piece: str) -> tuple[int, int] | None:
    """The change that led to the older version; of one piece, the last one that touched it."""
    number = _touching(incident, piece).filter(number__lte=older).order_by("-number")
    found = number.values_list("number", flat=True).first() if piece else older
    return (found - 1, found) if found and found > 1 else None


def _next(incident: Incident, newer: int, piece: str) -> tuple[int, int] | None:
    """The change after the newer version; of one piece, the next one that touches it."""
    if not piece:
        return (newer, newer + 1) if newer < incident.version_number else None
    number = _touching(incident, piece).filter(number__gt=newer).order_by("number")
    found = number.values_list("number", flat=True).first()
    return (found - 1, found) if found else None


def _touching(incident: Incident, piece: str) -> QuerySet[VersionPiece]:
    keys = choosing.keys(incident, piece)
    return VersionPiece.objects.filter(incident=incident, key__in=keys)
