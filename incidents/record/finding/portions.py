"""Stories as the index of words holds them: in portions of bounded size, one for most stories."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from incidents.record.finding import periods
from incidents.record.finding.stems import lexemes
from incidents.record.finding.texts import FindableStory, FindableText
from incidents.text.body.finding import tokens
from incidents.text.body.finding.languages import stemmer
from incidents.text.body.finding.vector import Vector

MOST_TEXTS = 50
MOST_WORDS = 12_000
"""What a portion holds at most: a report more changes one small portion of a long story, and
places in a vector end at 16,383."""

Spelled = list[tokens.Words]


@dataclass(frozen=True, slots=True)
class Portion:
    """A row of the index. `vector` is in the form of PostgreSQL's `tsvector`."""

    incident: int
    portion: int
    version: int
    at: datetime
    first_day: date
    last_day: date
    stemmer: str
    numbers: list[int]
    starts: list[int]
    vector: str

    @property
    def digest(self) -> str:
        """The same for the same row, whatever the version that it was made from."""
        told = (self.at, self.first_day, self.last_day, self.numbers, self.starts, self.vector)
        return sha256(repr(told).encode()).hexdigest()


@dataclass(slots=True)
class _Part:
    """The texts of a portion, or stretches of one that is longer."""

    texts: list[tuple[FindableText, Spelled, Spelled]] = field(default_factory=list)
    words: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    """What can be found of a story in each of its portions, and in the first alone."""

    headline: Spelled
    names: list[Spelled]
    beside: list[Spelled]


def portions(stories: Sequence[FindableStory]) -> list[Portion]:
    """The rows of stories, whose words lose their endings by the dictionary of their language."""
    heads = [_head(story) for story in stories]
    parts = [_parts(story.texts) for story in stories]
    known = _lexemes(stories, heads, parts)
    return [
        _portion(story, number, head, part, known[stemmer(story.language)])
        for story, head, of_story in zip(stories, heads, parts, strict=True)
        for number, part in enumerate(of_story)
    ]


def _head(story: FindableStory) -> _Head:
    return _Head(
        headline=list(tokens.words(story.headline)),
        names=[list(tokens.words(name)) for name in story.names],
        beside=[list(tokens.words(text))[:MOST_WORDS] for text in story.beside],
    )


def _parts(texts: Iterable[FindableText]) -> list[_Part]:
    """Texts in portions, oldest first, so that a new one changes the last portion alone."""
    parts = [_Part()]
    for text in texts:
        title = list(tokens.words(text.title))
        for words in _stretches(list(tokens.words(text.words))):
            part = parts[-1]
            if part.texts and (
                len(part.texts) >= MOST_TEXTS or part.words + len(words) > MOST_WORDS
            ):
                parts.append(part := _Part())
            part.texts.append((text, title, words))
            part.words += len(title) + len(words)
            title = []
    return parts


def _stretches(words: Spelled) -> Iterator[Spelled]:
    yield words[:MOST_WORDS]
    for start in range(MOST_WORDS, len(words), MOST_WORDS):
        yield words[start : start + MOST_WORDS]


def _lexemes(
    stories: Sequence[FindableStory], heads: Sequence[_Head], parts: Sequence[list[_Part]]
) -> dict[str, Mapping[str, str]]:
    """By language, every word of these stories without its ending: one question for each."""
    spoken: dict[str, set[str]] = {}
    for story, head, of_story in zip(stories, heads, parts, strict=True):
        words = spoken.setdefault(stemmer(story.language), set())
        spelled = [head.headline, *head.names, *head.beside]
        spelled += [said for part in of_story for _, *both in part.texts for said in both]
        for text in spelled:
            words.update(*text)
    return {name: lexemes(name, words) for name, words in spoken.items()}


def _portion(
    story: FindableStory, number: int, head: _Head, part: _Part, known: Mapping[str, str]
) -> Portion:
    at = max(text.at for text, _, _ in part.texts)
    days = [text.day for text, _, _ in part.texts]
    first, last, moment = min(days), max(days), at.astimezone(UTC).date()
    spans = periods.held(min(first, moment), max(last, moment))
    stem = stemmer(story.language)
    vector = Vector([*story.facets, *spans, f"stemmer:{stem}"])
    vector.add(head.headline, known, "A")
    for name in head.names:
        vector.add(name, known, "B")
    for text in () if number else head.beside:
        vector.add(text, known)
    starts = []
    for _, title, words in part.texts:
        starts.append(vector.next)
        vector.add(title, known, "B")
        vector.add(words, known)
    return Portion(
        incident=story.incident,
        portion=number,
        version=story.version,
        at=at,
        first_day=first,
        last_day=last,
        stemmer=stem,
        numbers=[text.number for text, _, _ in part.texts],
        starts=starts,
        vector=vector.written(),
    )
