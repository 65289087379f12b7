"""Images, quoted posts and videos in Markdown: a numbered list under the story."""

from incidents.formats._format import Site
from incidents.formats._markdown.inline import link, words
from incidents.record.pages.media import MediumEntry


def medium_line(entry: MediumEntry, site: Site) -> str:
    """One row of the list, under its own number."""
    parts = (_shown(entry, site), words(entry.caption), *_facts(entry))
    return f"{entry.number}. {' - '.join(filter(None, parts))}"


def shown_line(numbers: tuple[int, ...]) -> list[str]:
    """Which of them a text shows; nothing where it shows none."""
    return [f"Media: {', '.join(map(str, numbers))}"] if numbers else []


def _shown(entry: MediumEntry, site: Site) -> str:
    warning = f"({words(entry.warning)}) " if entry.warning else ""
    if entry.kind == "post":
        said = f'"{words(entry.text)}"'
        by = " ".join(filter(None, (words(entry.author), words(entry.handle))))
        place = f" on {words(entry.platform)}" if entry.platform else ""
        when = link(entry.printed or "the post", entry.url) if entry.url else words(entry.printed)
        return f"{warning}{', '.join(filter(None, (f'{said} {by}{place}'.strip(), when)))}"
    if entry.kind == "video":
        return f"{warning}{link('Video', entry.url)}"
    full = entry.full_size
    described = words(entry.alt)
    if full is None or not entry.redistribute:
        return f"{warning}Picture: {described}"
    return f"{warning}!{link(entry.alt, site.absolute(full.path))}"


def _facts(entry: MediumEntry) -> tuple[str, ...]:
    day = entry.date.isoformat() if entry.date else ""
    told = (entry.place, day, entry.provenance, entry.credit, entry.licence)
    return tuple(words(each) for each in told)
