"""What a check of the history finds."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row of a chain that does not hold, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(slots=True)
class Findings:
    """What was followed, what does not hold, and what the hashes do not cover.

    `bare` counts versions of the first schema, whose hashes do not cover the HTML of their pages.
    """

    chains: int = 0
    versions: int = 0
    redacted: int = 0
    heads: int = 0
    bare: int = 0
    faults: list[Fault] = field(default_factory=list)
