"""Whether every stored text and its HTML are those that their hashes name.

PostgreSQL computes these hashes and gives the rows that do not fit, because reading every text
out of the database costs many times more. Whoever trusts not even the database's arithmetic takes
the archive and the stand-alone verifier.
"""

from collections.abc import Iterator, Mapping, Sequence

from incidents.operations.checking.reading import rows
from incidents.operations.checking.redactions import Redacted, Text, wrongly_shown

TEXTS = """
SELECT * FROM (
    SELECT piece.incident_id, piece.number, piece.key, piece.version_id, piece.content_id,
        CASE
            WHEN content.hash IS NULL THEN 'missing'
            WHEN octet_length(content.salt) = 0 THEN CASE WHEN piece.key = 'byline'
                AND regexp_replace(coalesce(byline.name, ''), '-[0-9]+$', '')
                    <> regexp_replace(content.canonical::json ->> 'name', '-[0-9]+$', '')
                THEN 'byline' ELSE 'redacted' END
            WHEN sha256(content.salt || convert_to(content.canonical, 'UTF8'))
                <> decode(content.hash, 'hex') THEN 'text'
            WHEN piece.html_hash <> CASE WHEN content.html = '' THEN '' ELSE
                encode(sha256(content.salt || convert_to(content.html, 'UTF8')), 'hex') END
                AND NOT (piece.html_hash = '' AND EXISTS (
                    SELECT FROM incidents_version WHERE position = piece.version_id AND schema = 1
                )) THEN 'html'
            WHEN piece.key = 'byline' AND content.canonical::json ->> 'name'
                <> coalesce(byline.name, '') THEN 'byline'
            ELSE ''
        END AS verdict,
        coalesce(CASE WHEN octet_length(content.salt) = 0
            THEN encode(sha256(convert_to(content.canonical, 'UTF8')), 'hex') END, '') AS shown,
        coalesce(CASE WHEN octet_length(content.salt) = 0
            THEN encode(sha256(convert_to(content.html, 'UTF8')), 'hex') END, '') AS shown_html
    FROM incidents_version_piece AS piece
    LEFT JOIN incidents_content AS content ON content.hash = piece.content_id
    LEFT JOIN incidents_version AS version
        ON piece.key = 'byline' AND version.position = piece.version_id
    LEFT JOIN incidents_byline AS byline ON byline.id = version.byline_id
    WHERE piece.version_id <= %(head)s {pieces}
) AS judged WHERE verdict <> ''
ORDER BY incident_id, number, key COLLATE "C"
"""

REASONS = {
    "missing": "the text of its piece “{}” is missing",
    "text": "the text of its piece “{}” was altered",
    "html": "the HTML of its piece “{}” was altered",
    "byline": "it is signed with another name than its piece “{}” says",
}

Wrong = tuple[int, int, str]
"""A story, the number of its version, and what is wrong there."""


def wrong_texts(
    head: int, chosen: Sequence[int] | None, redacted: Mapping[Text, Redacted], counted: set[str]
) -> Iterator[Wrong]:
    """The first text of each story that does not hold; `counted` gets the redacted ones."""
    given = {"head": head, "chosen": None if chosen is None else list(chosen)}
    pieces = "" if chosen is None else "AND piece.incident_id = ANY(%(chosen)s)"
    told = 0
    for row in rows(TEXTS.format(pieces=pieces), given):
        incident, number, key, position, content, verdict, shown, html = row
        if verdict == "redacted":
            counted.add(content)
            by = redacted.get((int(incident), content))
            reason = wrongly_shown(by, int(position), key, shown, html)
        else:
            reason = REASONS[verdict].format(key)
        if reason and int(incident) != told:
            told = int(incident)
            yield told, int(number), reason
