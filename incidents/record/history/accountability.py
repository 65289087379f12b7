"""How often the newsroom errs and how fast it says so: counted in the ledger, nowhere else."""

from django.conf import settings
from django.db import connection

from incidents.record.pages.sitewide import AccountabilityPage, Figures

FIGURES = """
WITH counted AS (
    SELECT version.position, version.kind,
        version.recorded_at AT TIME ZONE %(zone)s AS day,
        CASE
            WHEN 'sample' IN (opening.origin, version.origin) THEN 'sample'
            ELSE opening.origin
        END AS origin
    FROM incidents_version AS version
    JOIN incidents_version AS opening
        ON opening.incident_id = version.incident_id AND opening.number = 1
    WHERE version.kind IN ('first', 'correction', 'clarification', 'retraction')
        AND (version.kind = 'first' OR version.origin <> 'imported')
),
error AS (
    SELECT counted.position, counted.day, counted.origin,
        (said ->> 'stood')::bigint AS stood,
        said ->> 'noticed' AS noticed,
        coalesce(said ->> 'grave', '') = 'true' AS grave
    FROM counted
    JOIN incidents_version_piece AS piece
        ON piece.version_id = counted.position AND piece.key = 'correction'
    JOIN incidents_content AS content ON content.hash = piece.content_id
    CROSS JOIN LATERAL jsonb_path_query(content.canonical::jsonb, '$.corrections[*]') AS said
    WHERE counted.kind = 'correction'
),
fact AS (
    SELECT origin, day, noticed, grave, stood AS seconds, 'error' AS fact FROM error
    UNION ALL
    SELECT counted.origin, counted.day, NULL, NULL,
        (SELECT max(stood) FROM error WHERE error.position = counted.position),
        CASE
            WHEN counted.kind = 'retraction' AND EXISTS (
                SELECT FROM incidents_version_piece AS piece
                WHERE piece.version_id = counted.position AND piece.key = 'status'
            ) THEN 'retracted story'
            ELSE counted.kind
        END
    FROM counted
)
SELECT origin,
    CASE WHEN grouping(month) = 0 THEN month WHEN grouping(year) = 0 THEN year ELSE '' END,
    count(*) FILTER (WHERE fact = 'first'),
    count(*) FILTER (WHERE fact = 'correction'),
    count(*) FILTER (WHERE fact = 'clarification'),
    count(*) FILTER (WHERE fact = 'error'),
    count(*) FILTER (WHERE fact = 'error' AND grave),
    count(*) FILTER (WHERE fact = 'error' AND noticed = 'reader'),
    count(*) FILTER (WHERE fact = 'retracted story'),
    count(*) FILTER (WHERE fact = 'retraction'),
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE fact = 'correction')),
    round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE fact = 'error'))
FROM (
    SELECT fact.*, to_char(day, 'YYYY') AS year, to_char(day, 'YYYY-MM') AS month FROM fact
) AS dated
GROUP BY GROUPING SETS ((origin), (origin, year), (origin, year, month))
ORDER BY 1, 2 DESC
"""
"""Each fact belongs to the time in which it became public here, in the newsroom's zone.

A correction takes as long as the oldest of the errors that it puts right; an error of which the
law removed the times counts, and is left out of the medians.
"""


def accountability() -> AccountabilityPage:
    """The newsroom's record in numbers: one query."""
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, {"zone": settings.TIME_ZONE})
        rows = [(row[0], _figures(*row[1:])) for row in cursor.fetchall()]
    ours = [figures for origin, figures in rows if origin == "newsroom"]
    whole = {origin: figures for origin, figures in rows if not figures.period}
    return AccountabilityPage(
        overall=whole.get("newsroom", Figures("")),
        years=tuple(figures for figures in ours if len(figures.period) == len("2026")),
        months=tuple(figures for figures in ours if len(figures.period) == len("2026-11")),
        imported=whole.get("imported", Figures("")),
        sample=whole.get("sample", Figures("")),
    )


def _figures(period: str, *numbers: float | None) -> Figures:
    counts = [int(number or 0) for number in numbers[:-2]]
    medians = [None if number is None else int(number) for number in numbers[-2:]]
    return Figures(period, *counts, *medians)
