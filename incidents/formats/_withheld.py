"""What a retracted story or update must not show, taken away before any format sees it."""

from dataclasses import replace

from incidents.record.entries import UpdateEntry
from incidents.record.pages import Page, StoryPage, UpdatePage, UpdatesPage
from incidents.record.pages.highlights import NONE
from incidents.text.fragments.credits import UNSIGNED


def without_withheld(page: Page) -> Page:
    """The page; of a retracted story the headline and the tombstone alone are left."""
    if isinstance(page, StoryPage):
        return _story(page)
    if isinstance(page, UpdatePage):
        story = _story(page.story)
        update = _tombstone(page.update) if story.retracted else _update(page.update)
        return UpdatePage(story=story, update=update)
    if isinstance(page, UpdatesPage):
        return UpdatesPage(story=_story(page.story))
    return page


def _story(page: StoryPage) -> StoryPage:
    if not page.retracted:
        return replace(page, updates=tuple(_update(update) for update in page.updates))
    return replace(
        page,
        lead_html="",
        lead_fragment="",
        lead_marks=(),
        captions=(),
        media=(),
        lead_media=(),
        topic_line="",
        status_line="",
        notice="",
        topics=(),
        updates=(),
        sources=(),
        changes=(),
        related=(),
        translations=(),
        article="",
        highlights=NONE,
    )


def _update(update: UpdateEntry) -> UpdateEntry:
    return _tombstone(update) if update.retracted else update


def _tombstone(update: UpdateEntry) -> UpdateEntry:
    bare = replace(update, headline="", html="", sources=(), media=(), fragment="", retracted=True)
    bare = replace(bare, own_reporting=False, pinned=False, key_event=False)
    return replace(bare, credits=UNSIGNED, warning="")
