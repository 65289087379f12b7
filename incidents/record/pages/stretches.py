"""Which updates stand on which page of a long story: stretches of numbers that never shift."""

from collections.abc import Iterator
from dataclasses import dataclass

ON_PAGE = 50
"""Updates on the first page of a story, and on each of its pages of older ones."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The updates from one number to another, both included; without `last`, all to come too."""

    first: int = 1
    last: int | None = None

    def holds(self, number: int) -> bool:
        """Whether an update stands on it."""
        return self.first <= number and (self.last is None or number <= self.last)

    @property
    def name(self) -> str:
        """As it stands in addresses: "51..100"."""
        return f"{self.first}..{self.last or ''}"


WHOLE = Stretch()


def newest(count: int) -> Stretch:
    """What the first page of a story shows, whose highest number is `count`."""
    return Stretch(max(1, count - ON_PAGE + 1))


def block(number: int) -> Stretch:
    """The page of older updates on which an update stands for ever."""
    first = (number - 1) // ON_PAGE * ON_PAGE + 1
    return Stretch(first, first + ON_PAGE - 1)


def blocks(count: int) -> Iterator[Stretch]:
    """The pages of all updates up to a number, newest first."""
    for first in range((count - 1) // ON_PAGE * ON_PAGE + 1, 0, -ON_PAGE):
        yield block(first)


def earlier(count: int) -> tuple[Stretch, ...]:
    """The pages that hold what the first page does not show, newest first."""
    first = newest(count).first
    return tuple(each for each in blocks(count) if each.first < first)
