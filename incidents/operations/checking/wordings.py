"""Whether every wording of the pages about the newsroom is there, each after the one before it."""

from collections.abc import Iterator

from incidents.operations.checking.findings import Fault
from incidents.operations.checking.reading import rows

ALONE = """
SELECT wording.slug, wording.number FROM incidents_sitepage AS wording
WHERE wording.number > 1 AND NOT EXISTS (
    SELECT FROM incidents_sitepage AS before
    WHERE before.slug = wording.slug AND before.number = wording.number - 1
        AND before.at <= wording.at
) ORDER BY wording.slug, wording.number
"""


def wrong() -> Iterator[Fault]:
    """The wordings that do not follow the one before them."""
    for slug, number in rows(ALONE, {}):
        reason = f"it does not follow wording {int(number) - 1}"
        yield Fault(f"Page {slug}, wording {number}", reason)
