"""The signed heads in Markdown."""

from incidents.formats._markdown.inline import link, page_link, words
from incidents.formats.addresses import suffixed
from incidents.record.pages.transparency import HeadEntry, TransparencyPage


def transparency_lines(page: TransparencyPage) -> list[str]:
    """The key, the latest note line by line, and a part of the series."""
    stands = f"of which {page.uncovered} wait for the next head"
    if page.missing:
        stands = f"{page.missing} fewer than the latest head covers: the history lost its end"
    lines = [
        f"# {page_link('Transparency', page.path)}",
        "",
        f"Key: `{page.key}`",
        "",
        f"Public changes: {page.position}, {stands}",
        "",
    ]
    if page.note:
        said = filter(None, page.note.splitlines())
        lines += ["## Latest head, line by line", "", *(f"- `{line}`" for line in said), ""]
        lines += ["## Heads", "", *map(_head, page.heads)]
    if page.older is not None:
        older = f"{suffixed(page.path, 'md')}?before={page.older}"
        lines += ["", f"## {link('Older...', older)}"]
    return lines


def _head(entry: HeadEntry) -> str:
    return f"- {entry.size} _{words(entry.printed)}_ `{entry.root}`"
