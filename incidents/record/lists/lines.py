"""Public stories as lines of a list."""

from collections import defaultdict
from collections.abc import Sequence

from incidents.models import Incident, IncidentTopic, Update
from incidents.record.entries import StoryLine
from incidents.record.pages import shown
from incidents.record.printing import moment_printed, status_label, update_name
from incidents.text.addresses.stories import story_path
from incidents.text.fragments.warnings import WARNING
from incidents.text.sanitise import plain
from incidents.text.times import printed

SUMMARY_LENGTH = 300


def lines(stories: Sequence[Incident]) -> tuple[StoryLine, ...]:
    """Public stories as lines of a list, in their order: two queries for any number."""
    shown.shows(*(shown.story(story.pk) for story in stories))
    contexts = _contexts(stories)
    latest = _latest_updates(stories)
    return tuple(_line(story, contexts, latest) for story in stories)


def _contexts(stories: Sequence[Incident]) -> dict[int, list[str]]:
    contexts: dict[int, list[str]] = defaultdict(list)
    links = IncidentTopic.objects.filter(incident__in=stories).select_related("topic")
    for link in links.order_by("order", "id"):
        contexts[link.incident_id].append(link.topic.printed_name)
        shown.shows(shown.topic(link.topic_id))
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
        path=story_path(story.path),
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
    at = printed(update.at, update.time_zone or story.time_zone)
    return f"{update_name(update.number or 0)} - {at}"


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
