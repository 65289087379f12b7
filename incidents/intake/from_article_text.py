"""Articles as plain text: headline, text with section headings, captions and the page around."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from incidents.actions.imports.items import ImportedItem, ImportedState, Remark
from incidents.intake._reading import page
from incidents.intake._source import ImportSource, Options, Outcome, Unfit, finished
from incidents.intake.printed.article_page import ArticlePage, take_apart
from incidents.intake.printed.clock import midnight, named_zone
from incidents.intake.printed.prose import as_html, loss, plain_html
from incidents.text.addresses.slugs import slug
from incidents.text.addresses.stories import kept_path


class ArticleText(ImportSource):
    """One article saved as text; its date comes from the page or from an option."""

    name: ClassVar[str] = "article-text"
    description: ClassVar[str] = "an article as plain text; give --date where none is printed"
    takes: ClassVar[frozenset[str]] = frozenset({"date", "time_zone", "language", "key"})

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """One story, after what a person should know of it; or the reason why there is none."""
        try:
            found = take_apart(page(path))
            item = _item(found, options)
        except Unfit as problem:
            yield problem.refusal
            return
        yield from sorted([*found.remarks, *_losses(found)], key=lambda remark: remark.line)
        yield item


def _item(found: ArticlePage, options: Options) -> ImportedItem:
    day = found.date or options.date
    if day is None:
        reason = "no publication date is printed; give --date YYYY-MM-DD"
        raise Unfit(found.headline.number, reason, found.headline.text)
    zone = named_zone(options.time_zone or "UTC")
    headline = found.headline.plain
    state = ImportedState(
        at=midnight(day, zone),
        headline=headline,
        lead=_body(found),
        captions=tuple(found.captions),
        byline=found.byline,
        line=found.headline.number,
    )
    item = ImportedItem(
        key=options.key or kept_path(day, slug(headline)),
        date=day,
        time_zone=zone.name,
        states=(state,),
        language=options.language or "en",
        line=found.headline.number,
    )
    return finished(item)


def _body(found: ArticlePage) -> str:
    """The text, with its section headings as headings."""
    written = []
    for block in found.body:
        if block.number in found.sections:
            written.append(f"<h2>{plain_html(block.plain)}</h2>")
        else:
            written.append(as_html([block]))
    return "\n".join(written)


def _losses(found: ArticlePage) -> Iterator[Remark]:
    for block in found.body:
        if reason := loss(block):
            yield Remark(block.number, f"{reason}; kept as printed", block.plain[:200])
