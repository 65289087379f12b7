"""The pages about the newsroom, taken over with every wording that they had."""

from dataclasses import dataclass, field

from incidents.actions.house import purges
from incidents.actions.imports.archive.reading import BrokenLine, Line
from incidents.actions.ledger.change import write_event
from incidents.models import SitePage
from incidents.text.sanitise import body
from incidents.text.times import parse_iso


@dataclass(slots=True)
class Wordings:
    """The wordings of an archive as far as they were read.

    A page that this newsroom has begun itself stays as it is: wordings are never altered, and
    two histories of one page cannot be joined. How many were left out is in `left_out`.
    """

    own: frozenset[str]
    newest: dict[str, SitePage] = field(default_factory=dict)
    left_out: int = 0

    @classmethod
    def beginning(cls) -> "Wordings":
        """Nothing yet, but for the pages that the newsroom has."""
        return cls(frozenset(SitePage.objects.values_list("slug", flat=True)))

    def take(self, line: Line) -> None:
        """Take over one wording. Raises BrokenLine where it does not follow the one before it."""
        row = _row(line)
        before = self.newest.get(row.slug)
        number = before.number + 1 if before else 1
        if row.number != number:
            raise BrokenLine(line.number, f"wording {number} of the page is missing before it")
        if before and row.at < before.at:
            raise BrokenLine(line.number, "it is older than the wording before it")
        if row.body != body(row.body):
            raise BrokenLine(line.number, "the page holds HTML that no editor can write")
        self.newest[row.slug] = row
        if row.slug in self.own:
            self.left_out += 1
            return
        row.save(force_insert=True)
        write_event("site_page.imported", by=None, subject=f"page-{row.slug}-{row.number}")
        purges.ask("front", purges.FROZEN)


def _row(line: Line) -> SitePage:
    redacted = "redacted_at" in line.said
    return SitePage(
        slug=line.text("slug"),
        number=line.whole("number"),
        title=line.text("title"),
        body=line.text("body"),
        order=line.whole("order"),
        in_footer=line.truth("in_footer"),
        withdrawn=line.truth("withdrawn"),
        note=line.text("note"),
        byline=line.text("byline"),
        at=parse_iso(line.text("at")),
        redacted_at=parse_iso(line.text("redacted_at")) if redacted else None,
    )
