"""Where public stories stand in lists, and the pages of the newsroom about itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The part of an outlet's address that names it: the same for "Reuters" and "REUTERS".
SLUG = r"""
CREATE FUNCTION incidents_outlet_slug(outlet text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(trim(BOTH '-' FROM
        regexp_replace(lower(left(outlet, 140)), '[[:space:][:punct:]/$+<=>^`|~]+', '-', 'g')), 200)
$$;
"""

# Where some stories stand in lists, made anew from their rows. Runs after their versions are
# written, when the head of the ledger is held: so whoever counts is alone. People who spoke as
# witnesses or without a name get no list: it would gather what they said all over the site.
SHELVE = """
CREATE FUNCTION incidents_shelve(stories bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    emptied boolean;
BEGIN
    WITH shown AS (
        SELECT id, date FROM incidents_incident
        WHERE id = ANY(stories) AND version_number > 0 AND retracted_at IS NULL
    ), days AS (
        SELECT id, date FROM shown
        UNION
        SELECT shown.id, entry.day FROM shown
        JOIN incidents_update AS entry ON entry.incident_id = shown.id
        WHERE entry.state = 'published' AND entry.day IS NOT NULL
    ), wanted(shelf, subject, date, incident_id) AS (
        SELECT 'day', '', date, id FROM days
        UNION
        SELECT 'month', '', date_trunc('month', date)::date, id FROM days
        UNION
        SELECT 'topic', link.topic_id::text, shown.date, shown.id FROM shown
        JOIN incidents_incidenttopic AS link ON link.incident_id = shown.id
        UNION
        SELECT 'outlet', incidents_outlet_slug(source.outlet), shown.date, shown.id FROM shown
        JOIN incidents_source AS source ON source.incident_id = shown.id
        WHERE source.number IS NOT NULL AND source.kind NOT IN ('witness', 'anonymous')
            AND incidents_outlet_slug(source.outlet) <> ''
    ), gone AS (
        DELETE FROM incidents_listed AS held
        WHERE held.incident_id = ANY(stories) AND NOT EXISTS (
            SELECT FROM wanted
            WHERE wanted.shelf = held.shelf AND wanted.subject = held.subject
                AND wanted.date = held.date AND wanted.incident_id = held.incident_id
        )
        RETURNING held.shelf, held.subject, held.date
    ), come AS (
        INSERT INTO incidents_listed (shelf, subject, date, incident_id)
        SELECT shelf, subject, date, incident_id FROM wanted
        ON CONFLICT (shelf, subject, date, incident_id) DO NOTHING
        RETURNING shelf, subject, date
    ), moved AS (
        SELECT shelf, subject, date, 1 AS number FROM come
        UNION ALL
        SELECT shelf, subject, date, -1 FROM gone
    ), counted AS (
        SELECT shelf, subject, CASE WHEN shelf IN ('day', 'month') THEN date
            ELSE date_trunc('year', date)::date END AS date, sum(number)::int AS number
        FROM moved GROUP BY 1, 2, 3 HAVING sum(number) <> 0
    ), tallied AS (
        INSERT INTO incidents_tally AS tally (shelf, subject, date, stories)
        SELECT shelf, subject, date, number FROM counted
        ON CONFLICT (shelf, subject, date) DO UPDATE SET stories = tally.stories + EXCLUDED.stories
        RETURNING tally.stories
    )
    SELECT bool_or(tallied.stories < 1) INTO emptied FROM tallied;
    IF emptied THEN  -- a name that was taken out of the history must not be left here
        DELETE FROM incidents_tally WHERE incidents_tally.stories < 1;
    END IF;
END
$$;
"""

# Stories that were published before there were lists.
PUBLISHED = """
SELECT incidents_shelve(array_agg(id)) FROM incidents_incident WHERE version_number > 0;
"""

NO_LISTS = """
DROP FUNCTION incidents_shelve(bigint[]);
DROP FUNCTION incidents_outlet_slug(text);
"""

EMPTY = """
CREATE INDEX tally_emptied ON incidents_tally (id) WHERE stories < 1;
"""

# Somebody who follows a link that never worked is offered stories whose address is like it.
LIKE_IT = """
CREATE INDEX address_by_slug ON incidents_address (substr(path, 12) text_pattern_ops);
"""

NOT_LIKE_IT = """
DROP INDEX address_by_slug;
"""

# A wording of a page follows the one before. Only words may be masked in it, by a redaction, and
# that leaves its time; the rest of it, and the row, stay for ever.
WORDINGS = """
CREATE FUNCTION incidents_sitepage_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number > 1 AND NOT EXISTS (
        SELECT FROM incidents_sitepage
        WHERE slug = NEW.slug AND number = NEW.number - 1 AND at <= NEW.at
    ) THEN
        RAISE EXCEPTION 'wording % of % does not follow wording %', NEW.number, NEW.slug,
            NEW.number - 1 USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER sitepage_follows BEFORE INSERT ON incidents_sitepage
    FOR EACH ROW EXECUTE FUNCTION incidents_sitepage_follows();
CREATE FUNCTION incidents_sitepage_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text[] := ARRAY['title', 'body', 'note', 'byline', 'redacted_at'];
BEGIN
    IF to_jsonb(NEW) - words IS DISTINCT FROM to_jsonb(OLD) - words THEN
        RAISE EXCEPTION 'a wording of a page is never altered'
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.redacted_at := clock_timestamp();
    RETURN NEW;
END
$$;
CREATE TRIGGER sitepage_kept BEFORE UPDATE ON incidents_sitepage
    FOR EACH ROW EXECUTE FUNCTION incidents_sitepage_kept();
CREATE TRIGGER append_only BEFORE DELETE ON incidents_sitepage
    FOR EACH ROW EXECUTE FUNCTION incidents_forbid_rewriting();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON incidents_sitepage
    FOR EACH STATEMENT EXECUTE FUNCTION incidents_forbid_rewriting();
"""

NO_WORDINGS = """
DROP TRIGGER sitepage_follows ON incidents_sitepage;
DROP FUNCTION incidents_sitepage_follows();
DROP TRIGGER sitepage_kept ON incidents_sitepage;
DROP FUNCTION incidents_sitepage_kept();
DROP TRIGGER append_only ON incidents_sitepage;
DROP TRIGGER append_only_truncate ON incidents_sitepage;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0029_summaries_handed_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shelf",
                    models.CharField(
                        choices=[
                            ("day", "Day"),
                            ("month", "Month"),
                            ("topic", "Topic"),
                            ("outlet", "Outlet"),
                        ],
                        max_length=6,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("date", models.DateField()),
                ("stories", models.IntegerField()),
            ],
            options={
                "verbose_name_plural": "tallies",
                "ordering": ["shelf", "subject", "date"],
                "constraints": [
                    models.UniqueConstraint(fields=("shelf", "subject", "date"), name="tally_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Listed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shelf",
                    models.CharField(
                        choices=[
                            ("day", "Day"),
                            ("month", "Month"),
                            ("topic", "Topic"),
                            ("outlet", "Outlet"),
                        ],
                        max_length=6,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("date", models.DateField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listed",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "listed stories",
                "ordering": ["shelf", "subject", "date", "incident"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shelf", "subject", "date", "incident"), name="listed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SitePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField()),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Its place among the pages."
                    ),
                ),
                (
                    "in_footer",
                    models.BooleanField(default=True, help_text="Whether every page links to it."),
                ),
                (
                    "withdrawn",
                    models.BooleanField(
                        default=False, help_text="Readers see that it was taken back."
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, help_text="Why it was changed.", max_length=1000),
                ),
                (
                    "byline",
                    models.CharField(
                        blank=True, help_text="The name that readers see.", max_length=200
                    ),
                ),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                ("redacted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_pages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["slug", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slug", "number"), name="site_page_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="site_page_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="site_page_has_a_title",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SLUG + SHELVE, NO_LISTS),
        migrations.RunSQL(EMPTY, "DROP INDEX tally_emptied"),
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop),
        migrations.RunSQL(LIKE_IT, NOT_LIKE_IT),
        migrations.RunSQL(WORDINGS, NO_WORDINGS),
    ]
