"""Whether the rows that lists, days and addresses are made from say what the history says.

A few statements over all stories at once; each gives the rows that differ.
"""

from collections.abc import Iterator, Sequence

from django.db import transaction
from psycopg import DataError

from incidents.operations.checking.findings import Fault
from incidents.operations.checking.reading import rows

STANDING = """
WITH standing AS (
    SELECT newest.*, content.canonical::jsonb AS said FROM (
        SELECT DISTINCT ON (incident_id, key) incident_id, key, number, version_id, content_id
        FROM incidents_version_piece WHERE key {keys} {chosen}
        ORDER BY incident_id, key, number DESC
    ) AS newest JOIN incidents_content AS content ON content.hash = newest.content_id
    OFFSET 0
), unheld AS (
    SELECT incident_id, max(number) AS number FROM incidents_version
    WHERE NOT held {chosen} GROUP BY incident_id
)
"""
"""What stands, each read as JSON once, thanks to OFFSET. Of an imported version that is not held
nobody knows which texts it changed."""

STORIES = """
SELECT * FROM (SELECT story.id, story.path, CASE
    WHEN story.headline IS DISTINCT FROM headline.said ->> 'text' THEN 'headline'
    WHEN story.path IS DISTINCT FROM slug.said ->> 'path' THEN 'address'
    WHEN (to_char(story.date, 'YYYY-MM-DD'), story.time_zone, story.language) IS DISTINCT FROM
        (about.said ->> 'date', about.said ->> 'time_zone', about.said ->> 'language')
        THEN 'date, time zone or language'
    WHEN story.translation_of::text IS DISTINCT FROM about.said ->> 'translation_of'
        THEN 'the story that it translates'
    WHEN CASE WHEN status.said ->> 'status' = 'retracted' THEN
        story.retracted_at IS NULL OR story.retraction_reason <> status.said ->> 'reason'
        OR NOT EXISTS (
            SELECT FROM incidents_version_piece AS piece
            JOIN incidents_version AS version ON version.position = piece.version_id
            WHERE piece.incident_id = story.id AND piece.key = 'status'
            AND version.at = story.retracted_at)
        ELSE story.retracted_at IS NOT NULL OR (story.status, story.status_line) IS DISTINCT FROM
            (status.said ->> 'status', status.said ->> 'line') END THEN 'status'
    WHEN (story.word_count, story.source_count, story.version_at) IS DISTINCT FROM
        (newest.words, newest.sources, newest.at) THEN 'number of words or sources, or time'
    WHEN story.published_at IS DISTINCT FROM first.at THEN 'time of publication'
    WHEN coalesce(lead.number, 0) >= coalesce(unheld.number, 0)
        AND story.lead <> coalesce(lead.said ->> 'html', '') THEN 'initial report'
    WHEN (story.authors, story.agencies, story.dateline) IS DISTINCT FROM (
        coalesce(credits.said ->> 'authors', ''), coalesce(credits.said ->> 'agencies', ''),
        coalesce(credits.said ->> 'dateline', '')) THEN 'byline'
    WHEN story.warning <> coalesce(lead.said ->> 'warning', '') THEN 'content warning'
    WHEN story.lead_media <> coalesce(lead.said -> 'media', '[]') THEN 'media of the initial report'
    WHEN CASE WHEN jsonb_typeof(summary.said) = 'object' THEN
        story.summary_version <> (summary.said ->> 'version')::int
        OR jsonb_array_length(story.summary) <> jsonb_array_length(summary.said -> 'lines')
        OR EXISTS (
            SELECT FROM jsonb_array_elements(summary.said -> 'lines') WITH ORDINALITY AS line(s, n)
            WHERE s -> 'updates' <> story.summary -> (n - 1)::int -> 'updates'
                OR s ->> 'words' NOT IN ('', story.summary -> (n - 1)::int ->> 'words'))
        ELSE story.summary <> '[]' END THEN 'summary'
    WHEN (SELECT max(number) FROM incidents_update WHERE incident_id = story.id AND pinned)
        IS DISTINCT FROM (pinned.said ->> 'update')::int THEN 'pinned update'
    WHEN ARRAY(SELECT number FROM incidents_update
            WHERE incident_id = story.id AND key_event ORDER BY number DESC)
        <> ARRAY(SELECT (event ->> 'update')::int FROM jsonb_path_query(
            key_events.said, '$.events[*]') AS event) THEN 'list of key events'
    WHEN unheld.number IS NULL AND CASE WHEN story.corrected THEN NOT EXISTS (
            SELECT FROM (
                SELECT DISTINCT ON (key) content_id FROM incidents_version_piece
                WHERE incident_id = story.id
                    AND (key IN ('lead', 'summary') OR key LIKE 'update-%%')
                ORDER BY key, number DESC
            ) AS text JOIN incidents_content AS content ON content.hash = text.content_id
            WHERE jsonb_path_exists(content.canonical::jsonb, {marked}))
        ELSE jsonb_path_exists(lead.said, {marked}) END THEN 'flag of corrections'
    END AS what
FROM incidents_incident AS story
JOIN incidents_version AS newest ON newest.position = story.position
JOIN incidents_version AS first ON first.incident_id = story.id AND first.number = 1
LEFT JOIN unheld ON unheld.incident_id = story.id
{joins}
WHERE story.version_number > 0 {stories}) AS compared WHERE what IS NOT NULL ORDER BY id
"""

MARKED = """'$.marks[*] ? (@.kind == "correction" || @.kind == "clarification")'"""
"""What finds the marks of corrections in a text; a story that has one is flagged as corrected."""

PIECES = (
    *("about", "headline", "slug", "status", "lead"),
    *("credits", "summary", "pinned", "key_events"),
)
JOINS = "\n".join(
    f"LEFT JOIN standing AS {key} ON {key}.incident_id = story.id AND {key}.key = '{key}'"
    for key in PIECES
)

UPDATES = """
SELECT story.id, story.path, CASE
    WHEN NOT story.corrected AND jsonb_path_exists(piece.said, {marked}) THEN 'flag of corrections'
    ELSE 'update ' || coalesce(row.number::text, substr(piece.key, 8)) END
FROM (SELECT * FROM standing WHERE jsonb_typeof(said) <> 'null') AS piece
FULL JOIN (SELECT * FROM incidents_update WHERE number IS NOT NULL {chosen}) AS row
    ON row.incident_id = piece.incident_id AND 'update-' || row.number = piece.key
JOIN incidents_incident AS story ON story.id = coalesce(row.incident_id, piece.incident_id)
LEFT JOIN unheld ON unheld.incident_id = story.id
WHERE story.version_number > 0 AND coalesce(piece.number, 0) >= coalesce(unheld.number, 0) AND (
    row.id IS NULL OR piece.key IS NULL OR row.number > story.update_counter
    OR row.state <> piece.said ->> 'state' OR row.at <> (piece.said ->> 'at')::timestamptz
    OR CASE WHEN row.state = 'retracted' THEN row.retraction_reason <> piece.said ->> 'reason'
        ELSE (row.body, row.headline, row.label) <>
            (piece.said ->> 'html', piece.said ->> 'headline', piece.said ->> 'label')
            OR (row.authors, row.agencies, row.dateline, row.warning) <> (
            coalesce(piece.said ->> 'authors', ''), coalesce(piece.said ->> 'agencies', ''),
            coalesce(piece.said ->> 'dateline', ''), coalesce(piece.said ->> 'warning', ''))
            OR row.own_reporting <> (coalesce(piece.said ->> 'reporting', '') = 'own')
            OR row.media <> coalesce(piece.said -> 'media', '[]') END
    OR NOT story.corrected AND jsonb_path_exists(piece.said, {marked}))
ORDER BY story.id, row.number, piece.key
"""

SOURCES = """
SELECT story.id, story.path, 'source ' || coalesce(row.number::text, piece.said ->> 'number')
FROM (SELECT * FROM standing WHERE jsonb_typeof(said) <> 'null') AS piece
FULL JOIN (
    SELECT source.*, coalesce(link.url, '') AS url FROM incidents_source AS source
    LEFT JOIN incidents_link AS link ON link.id = source.link_id
    WHERE source.number IS NOT NULL {chosen}
) AS row ON row.incident_id = piece.incident_id AND 'source-' || row.serial = piece.key
JOIN incidents_incident AS story ON story.id = coalesce(row.incident_id, piece.incident_id)
LEFT JOIN unheld ON unheld.incident_id = story.id
WHERE story.version_number > 0 AND coalesce(piece.number, 0) >= coalesce(unheld.number, 0) AND (
    row.id IS NULL OR piece.key IS NULL
    OR (row.number::text, row.outlet, row.title, row.url) <> (piece.said ->> 'number',
        piece.said ->> 'outlet', piece.said ->> 'title', piece.said ->> 'url'))
ORDER BY story.id, row.number, piece.key
"""

TOPICS = """
SELECT story.id, story.path, 'list of topics'
FROM incidents_incident AS story
LEFT JOIN standing AS piece ON piece.incident_id = story.id
LEFT JOIN incidents_version AS version ON version.position = piece.version_id
LEFT JOIN unheld ON unheld.incident_id = story.id
LEFT JOIN (
    SELECT link.incident_id, array_agg(topic.slug ORDER BY topic.slug) AS slugs,
        array_agg(coalesce(nullif(topic.public_name, ''), topic.name) ORDER BY topic.slug) AS names
    FROM incidents_incidenttopic AS link JOIN incidents_topic AS topic ON topic.id = link.topic_id
    WHERE true {chosen} GROUP BY link.incident_id
) AS row ON row.incident_id = story.id
LEFT JOIN LATERAL (
    SELECT array_agg(slug ORDER BY slug) AS slugs, array_agg(name ORDER BY slug) AS names FROM (
        SELECT DISTINCT ON (slug) slug, name
        FROM jsonb_to_recordset(piece.said -> 'topics') AS topic(slug text, name text)
    ) AS listed
) AS told ON true
WHERE story.version_number > 0 {stories}
AND coalesce(piece.number, 0) >= coalesce(unheld.number, 0) AND (
    row.slugs::text[] IS DISTINCT FROM told.slugs
    OR (row.names::text[] IS DISTINCT FROM told.names
        AND story.retracted_at IS NULL AND version.kind <> 'redaction'))
ORDER BY story.id
"""
"""Topics that are renamed while a story is retracted are shown anew only when it comes back; the
masked names of two topics may be the same in the history, and may not be in their rows."""

ADDRESSES = """
SELECT story.id, story.path, 'address ' || (content.canonical::json ->> 'path')
FROM (SELECT * FROM incidents_version_piece WHERE key = 'slug' {chosen}) AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
    AND octet_length(content.salt) > 0
JOIN incidents_incident AS story ON story.id = piece.incident_id
LEFT JOIN incidents_address AS address ON address.path = content.canonical::json ->> 'path'
WHERE address.incident_id IS DISTINCT FROM piece.incident_id
ORDER BY story.id, piece.number
"""

COMPARED = (
    (STORIES, f"IN {PIECES}"),
    (UPDATES, "LIKE 'update-%%'"),
    (SOURCES, "LIKE 'source-%%'"),
    (TOPICS, "= 'topics'"),
    (ADDRESSES, ""),
)

EVERY = {"marked": MARKED, "joins": JOINS, "chosen": "", "stories": ""}
SOME = EVERY | {
    "chosen": "AND incident_id = ANY(%(chosen)s)",
    "stories": "AND story.id = ANY(%(chosen)s)",
}


def differing(chosen: Sequence[int] | None) -> Iterator[tuple[int, Fault]]:
    """The stories, by id, whose rows say something else than their history: the first of each."""
    told: set[int] = set()
    parts, given = EVERY if chosen is None else SOME, {"chosen": list(chosen or ())}
    for query, keys in COMPARED:
        whole = (STANDING + query) if keys else query
        try:
            with transaction.atomic():
                for key, path, what in rows(whole.format(keys=keys, **parts), given):
                    story = int(key)
                    if story not in told:
                        told.add(story)
                        reason = f"the newsroom's row of its {what} is not what its history says"
                        yield story, Fault(path, reason)
        except DataError as problem:
            yield 0, Fault("Site", f"rows cannot be compared with the history: {problem}")
