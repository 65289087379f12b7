"""A story, a story as it stood, and one update on its own, as plain values."""

from incidents.formats._format import Site
from incidents.formats._plain import parts
from incidents.formats._plain.highlights import outstanding
from incidents.formats._plain.media import medium
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.entries import ChangeEntry, UpdateEntry
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.text.addresses.stories import changes_path, day_path
from incidents.text.body.settling import clean_characters
from incidents.text.fragments.warnings import WARNING
from incidents.text.sanitise import plain

TEXT_NOT_HELD = "Text not held"


def story_fields(page: StoryPage, site: Site) -> Fields:
    """A story in the order of its page: updates newest first, the initial report, sources."""
    return {
        **_heading(page, site),
        **_standing(page),
        **_version(page),
        **outstanding(page, site),
        "updates": [parts.update(entry, page.path, site) for entry in newest_first(page)],
        "lead": _lead(page),
        "media": [medium(entry, site) for entry in page.media],
        "captions": [clean_characters(text) for text in page.captions],
        **_references(page, site),
        "changes_url": site.absolute(html_address(changes_path(page.path))),
        "changes": [parts.change(entry, page.path, site) for entry in oldest_version_first(page)],
        "related": [parts.related(entry, site) for entry in page.related],
        **parts.translations(page.translations, site),
    }


def update_fields(page: UpdatePage | UpdatesPage, site: Site) -> Fields:
    """One update, or the older ones of a page, with as much of their story as they need."""
    story = page.story
    alone = isinstance(page, UpdatePage)
    shown = (page.update,) if isinstance(page, UpdatePage) else page.updates
    named = {number for entry in shown for number in entry.media}
    found = [parts.update(entry, story.path, site) for entry in shown]
    return {
        **_heading(story, site),
        "story_url": site.absolute(html_address(story)),
        **_standing(story),
        **_version(story),
        **({"update": found[0]} if alone else {**_stretch(story), "updates": found}),
        "media": [medium(each, site) for each in story.media if each.number in named],
        **_references(story, site),
    }


def _stretch(story: StoryPage) -> Fields:
    return {"first": story.stretch.first, "last": story.stretch.last}


def newest_first(page: StoryPage) -> list[UpdateEntry]:
    """The updates, the highest number first, whatever the order they came in."""
    return sorted(page.updates, key=lambda entry: entry.number, reverse=True)


def oldest_version_first(page: StoryPage) -> list[ChangeEntry]:
    """The history from the first version to the current one, as the story page lists it."""
    return sorted(page.changes, key=lambda entry: entry.number)


def _heading(page: StoryPage, site: Site) -> Fields:
    return {
        "id": page.key,
        "language": given(page.language),
        "time_zone": given(page.time_zone),
        "date": page.date.isoformat(),
        "date_url": site.absolute(html_address(day_path(page.date))),
        "topic": given(page.topic_line),
        "title": clean_characters(page.printed_headline),
        "headline": clean_characters(page.headline),
        **parts.byline(page.highlights.credits),
        "description": given(_description(page)),
    }


def _description(page: StoryPage) -> str:
    """The first paragraph of the initial report, or the warning before it."""
    if page.highlights.warning:
        return f"{WARNING} {page.highlights.warning}"
    return plain(page.lead_html).partition("\n\n")[0]


def _standing(page: StoryPage) -> Fields:
    return {
        "status": page.status,
        "status_label": given(page.status_label),
        "status_line": given(page.status_line),
        "notice": given(page.notice),
        "retracted": page.retracted,
        "retraction_reason": given(page.retraction_reason),
        "held": page.held,
        "not_held": None if page.held else TEXT_NOT_HELD,
        "update_count": page.update_count,
        "published_at": moment(page.published_at),
        "changed_at": moment(page.changed_at),
        "changed_printed": given(page.changed_printed),
    }


def _version(page: StoryPage) -> Fields:
    return {
        "version": page.version,
        "as_of": page.frozen.number if page.frozen else None,
        "as_of_time": moment(page.frozen.at) if page.frozen else None,
        "newest_version": page.newest_version or page.version,
        "position": page.position,
        "hash": given(page.hash),
    }


def _lead(page: StoryPage) -> Fields | None:
    if not (page.lead_html.strip() or page.lead_media):
        return None
    return {
        "html": clean_characters(page.lead_html),
        "text": given(plain(page.lead_html)),
        "media": list(page.lead_media),
        "warning": given(page.highlights.warning),
        "marks": [parts.mark(each) for each in page.lead_marks],
    }


def _references(page: StoryPage, site: Site) -> Fields:
    return {
        "topics": [parts.topic(entry, site) for entry in page.topics],
        "sources": [parts.source(entry) for entry in page.sources],
    }
