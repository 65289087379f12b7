"""What a page tells whoever shows a link to it: title, description, picture, times, data."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.formats.addresses import html_address
from incidents.reader.sharing import data, saying
from incidents.reader.site import site_name, site_url
from incidents.record.pages import StoryPage, UpdatePage
from incidents.text.times import iso


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands in the head of a page for those who show links to it; times as machines read."""

    title: str
    description: str
    address: str
    picture: str
    picture_says: str
    published: str
    changed: str
    locale: str
    topics: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    data: SafeString


def shared(page: StoryPage | UpdatePage) -> Shared:
    """What to tell of a page: of what is withdrawn, that alone."""
    story = page if isinstance(page, StoryPage) else page.story
    update = page.update if isinstance(page, UpdatePage) else None
    gone = story.retracted or (update is not None and update.retracted)
    description = saying.withdrawn(story, update) if gone else saying.beginning(story, update)
    title = saying.title(story, update)
    picture = site_url(f"{html_address(page)}card.png")
    told = data.of_withdrawn(page, title) if gone else data.of_page(story, update, picture)
    return Shared(
        title=title,
        description=description,
        address=site_url(html_address(page)),
        picture=picture,
        picture_says=_picture_says(title),
        published=_second(update.at if update else story.published_at),
        changed=_second(max([story.changed_at] if update is None else saying.times(update))),
        locale=story.language.replace("-", "_"),
        topics=() if gone else tuple(topic.name for topic in story.topics),
        languages=() if update or gone else _languages(story),
        data=mark_safe(told),  # noqa: S308 - no sign of it can end its element
    )


def _languages(story: StoryPage) -> tuple[tuple[str, str], ...]:
    """The story in each language that it has, itself included, with the address of each."""
    if not story.translations:
        return ()
    ours = (story.language, story.path)
    every = [ours, *((entry.language, entry.path) for entry in story.translations)]
    return tuple((language, site_url(html_address(path))) for language, path in every)


def _picture_says(title: str) -> str:
    return _("A card with the words “%(title)s”, from %(site)s") % {
        "title": title,
        "site": site_name(),
    }


def _second(moment: datetime) -> str:
    return iso(moment.replace(microsecond=0))
