"""Stories in lists: the front page, days, months, years, topics."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q

from incidents.models import Incident, IncidentTopic, Placement, Topic, TopicAddress, Update
from incidents.record.entries import StoryLine, TopicEntry
from incidents.record.pages import DayPage, FrontPage, PeriodPage, TopicLine, TopicPage, TopicsPage
from incidents.record.printing import moment_printed, status_label
from incidents.text.fragments.highlights import WARNING
from incidents.text.sanitise import plain
from incidents.text.times import printed

LIVE_ON_FRONT = 20
DAYS_ON_FRONT = 3
DAYS_LOOKED_AT = 11
SUMMARY_LENGTH = 300

DAYS = """
SELECT id AS incident_id, date AS day FROM incidents_incident
WHERE version_number > 0 AND retracted_at IS NULL
UNION
SELECT incident.id, entry.day FROM incidents_update AS entry
JOIN incidents_incident AS incident ON incident.id = entry.incident_id
WHERE entry.state = 'published' AND incident.version_number > 0
    AND incident.retracted_at IS NULL
"""
"""Every public story with every day on which it stands: its own, and those of its updates."""

PUBLIC_INCIDENTS = Q(incidents__version_number__gt=0, incidents__retracted_at=None)

LATEST = f"SELECT DISTINCT day FROM ({DAYS}) AS days ORDER BY day DESC LIMIT %s"  # noqa: S608

NEIGHBOURS = f"""
SELECT max(day) FILTER (WHERE day < %s), min(day) FILTER (WHERE day > %s) FROM ({DAYS}) AS days
"""  # noqa: S608

COUNTED = f"""
SELECT date_trunc(%s, day)::date AS part, count(DISTINCT incident_id)
FROM ({DAYS}) AS days WHERE day >= %s AND day < %s GROUP BY part ORDER BY part
"""  # noqa: S608


def lines(stories: Sequence[Incident]) -> tuple[StoryLine, ...]:
    """Public stories as lines of a list, in their order: two queries for any number."""
    contexts = _contexts(stories)
    latest = _latest_updates(stories)
    return tuple(_line(story, contexts, latest) for story in stories)


def front(chosen: Sequence[Incident] | None = None) -> FrontPage:
    """What editors put on top, what is live, then the latest days; each story stands once.

    `chosen` are stories to show on top instead of those that stand there, for a look beforehand.
    """
    top = _standing_on_top() if chosen is None else list(chosen)
    live = Incident.objects.public().filter(status=Incident.Status.LIVE)
    others = live.exclude(pk__in=[story.pk for story in top]).order_by("-position")
    live_now = list(others[:LIVE_ON_FRONT])
    shown = {story.pk: story for story in (*top, *live_now)}
    days = _latest_days(DAYS_LOOKED_AT)
    rows: dict[int, list[Incident]] = {}
    for place, date_of in enumerate(days[:-1] if len(days) == DAYS_LOOKED_AT else days):
        fresh = [story for story in _standing_on(date_of) if story.pk not in shown]
        if fresh:
            rows[place] = fresh
            shown |= {story.pk: story for story in fresh}
        if len(rows) == DAYS_ON_FRONT:
            break
    told = dict(zip(shown, lines(list(shown.values())), strict=True))
    pages = (
        DayPage(
            date=days[place],
            stories=tuple(told[story.pk] for story in stories),
            previous=days[place + 1] if place + 1 < len(days) else None,
            next=days[place - 1] if place else None,
        )
        for place, stories in rows.items()
    )
    return FrontPage(
        top=tuple(told[story.pk] for story in top),
        live=tuple(told[story.pk] for story in live_now),
        days=tuple(pages),
    )


def _standing_on_top() -> list[Incident]:
    """The stories that editors put on top, the lead first."""
    return [placement.incident for placement in Placement.objects.standing()]


def day(date: date) -> DayPage | None:
    """The stories standing on a day; None where there are none."""
    stories = _standing_on(date)
    if not stories:
        return None
    previous, following = _neighbours(date, date)
    return DayPage(date=date, stories=lines(stories), previous=previous, next=following)


def month(year: int, month: int) -> PeriodPage | None:
    """The days of a month that have news, with counts; None where there are none."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    entries = _counted("day", first, after)
    if not entries:
        return None
    previous, following = _neighbours(first, after - timedelta(days=1))
    return PeriodPage(
        year=year,
        month=month,
        entries=entries,
        previous=previous.replace(day=1) if previous else None,
        next=following.replace(day=1) if following else None,
    )


def year(year: int) -> PeriodPage | None:
    """The months of a year that have news, with counts; None where there are none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    entries = _counted("month", first, last + timedelta(days=1) if year < 9999 else last)
    if not entries:
        return None
    previous, following = _neighbours(first, last)
    return PeriodPage(
        year=year,
        month=None,
        entries=entries,
        previous=previous.replace(month=1, day=1) if previous else None,
        next=following.replace(month=1, day=1) if following else None,
    )


def _standing_on(day: date) -> list[Incident]:
    on_day = Update.objects.filter(day=day, state=Update.State.PUBLISHED).values("incident")
    rows = Incident.objects.public().filter(Q(date=day) | Q(pk__in=on_day))
    return list(rows.order_by("-version_at", "-id"))


def _latest_days(most: int) -> list[date]:
    return [row[0] for row in _rows(LATEST, [most])]


def _neighbours(first: date, last: date) -> tuple[date | None, date | None]:
    """The last day before a time and the first day after it that have news."""
    previous, following = _rows(NEIGHBOURS, [first, last])[0]
    return previous, following


def _counted(part: str, first: date, after: date) -> tuple[tuple[date, int], ...]:
    return tuple(_rows(COUNTED, [part, first, after]))


def _rows(query: str, values: list[date | int | str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _contexts(stories: Sequence[Incident]) -> dict[int, list[str]]:
    contexts: dict[int, list[str]] = defaultdict(list)
    links = IncidentTopic.objects.filter(incident__in=stories).select_related("topic")
    for link in links.order_by("order", "id"):
        contexts[link.incident_id].append(link.topic.printed_name)
    return contexts


def _latest_updates(stories: Sequence[Incident]) -> dict[int, Update]:
    """The newest standing update of each story."""
    rows = Update.objects.filter(incident__in=stories, state=Update.State.PUBLISHED)
    newest = rows.order_by("incident_id", "-number").distinct("incident_id")
    return {row.incident_id: row for row in newest}


def _line(story: Incident, contexts: dict[int, list[str]], latest: dict[int, Update]) -> StoryLine:
    update = latest.get(story.pk)
    changed_at = story.version_at or story.created_at
    return StoryLine(
        path=f"/news/{story.path}",
        headline=story.headline,
        printed_headline=story.printed_headline,
        topic_line=story.topic_line,
        summary=_beginning(update or story),
        date=story.date,
        status=story.status,
        status_label=status_label(story.status),
        language=story.language,
        contexts=tuple(contexts.get(story.pk, ())),
        update_count=story.update_counter,
        latest_update=_named(update, story) if update else "",
        published_at=story.published_at or changed_at,
        changed_at=changed_at,
        changed_printed=moment_printed(changed_at, story.time_zone),
        corrected=story.corrected,
        version=story.version_number,
    )


def _named(update: Update, story: Incident) -> str:
    return f"Update {update.number} - {printed(update.at, update.time_zone or story.time_zone)}"


def _beginning(row: Update | Incident) -> str:
    """How the newest text of a story begins; of one with a warning the warning alone."""
    if row.warning:
        return f"{WARNING} {row.warning}"
    return summary(row.body if isinstance(row, Update) else row.lead)


def summary(html: str) -> str:
    """The beginning of a text, to the end of a word."""
    words = " ".join(plain(html).split())
    if len(words) <= SUMMARY_LENGTH:
        return words
    return f"{words[:SUMMARY_LENGTH].rpartition(' ')[0] or words[:SUMMARY_LENGTH]} …"


def topics() -> TopicsPage:
    """Every topic that has a public story, by name."""
    rows = Topic.objects.annotate(
        stories=Count("incidents", filter=PUBLIC_INCIDENTS, distinct=True),
        latest=Max("incidents__date", filter=PUBLIC_INCIDENTS),
    ).filter(stories__gt=0)
    return TopicsPage(
        tuple(TopicLine(topic_entry(row), row.stories, row.latest) for row in rows.order_by("name"))
    )


def topic(slug: str) -> TopicPage | None:
    """A topic with its stories, newest first; None where it has no public story."""
    row = Topic.objects.filter(slug=slug).first()
    if row is None:
        return None
    stories = Incident.objects.public().filter(topic_links__topic=row).order_by("-date", "-id")
    told = lines(list(stories))
    if not told:
        return None
    return TopicPage(topic=topic_entry(row), description=row.description, stories=told)


def topic_moved(slug: str) -> str | None:
    """The slug of the public topic to which a former address leads; None where it is none."""
    public = Topic.objects.filter(PUBLIC_INCIDENTS)
    rows = TopicAddress.objects.filter(slug=slug, topic__in=public)
    return rows.values_list("topic__slug", flat=True).first()


def topic_entry(row: Topic) -> TopicEntry:
    """A topic as the public knows it."""
    return TopicEntry(
        name=row.printed_name,
        qualifier=row.qualifier,
        slug=row.slug,
        kind=row.kind,
        wikidata=row.wikidata,
    )
