"""One update of a story on a page of its own."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from incidents.reader import neighbours
from incidents.reader.parts.frame import Inside, framed
from incidents.reader.parts.rendering import Rendering
from incidents.reader.parts.surround import around, buttons, shared_head
from incidents.record.pages import UpdatePage


def of_update(page: UpdatePage) -> str:
    """One update on its own."""
    story = page.story
    sources = Rendering(story).part("sources") or ""
    context = {
        "page": page,
        "links": neighbours.of_update(page),
        "beside": {**around(page, story), "buttons": buttons(page.path)},
        "parts": {"sources": mark_safe(sources)},  # noqa: S308 - escaped where it is rendered
    }
    title = f"{page.update.name}: {story.headline}"
    main = render_to_string("reader/story/update.html", context)
    return framed(page, Inside(title, shared_head(page, None), "page-update", main))
