"""The surroundings that tests write in, and short ways to ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from incidents.text.hints import Hint, Surroundings, hints

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = datetime(2017, 2, 25, 14, 30, tzinfo=PARIS)
TUESDAY = datetime(2022, 9, 13, 12, 0, tzinfo=PARIS)


def surroundings(
    *,
    cites_source: bool = True,
    language: str = "en",
    earlier: Sequence[tuple[str, str]] = (),
    printed_at: datetime | None = SATURDAY,
    disputed: Mapping[str, Sequence[str]] | None = None,
    captions: Sequence[str] = (),
) -> Surroundings:
    """Surroundings in which nothing is amiss, but for what a test gives."""
    return Surroundings(cites_source, language, earlier, printed_at, disputed or {}, captions)


def found(kind: str, *paragraphs: str, facts: Surroundings | None = None) -> list[Hint]:
    """The hints of one kind for some paragraphs."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return [hint for hint in hints(text, facts or surroundings()) if hint.kind == kind]


def quotes(kind: str, *paragraphs: str, facts: Surroundings | None = None) -> list[str]:
    """What these hints quote."""
    return [hint.quote for hint in found(kind, *paragraphs, facts=facts)]
