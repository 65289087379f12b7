"""Hypothesis strategies for prose and markup, and made-up articles of a given length."""

import random

from hypothesis import strategies as st

from incidents.text.sanitise import body

SIGNS = st.sampled_from([
    "a", "b", "é", "e\u0301", "7", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\u0338", "&",
    "<", ">", '"', "'", "*", "_", "#", "-", "+", "1.", ".", "!", "[", "]", "(", "\\", "`", "~", "|",
    "war", "peace", "加", "泰", "\u202e", "\x00", "\x0b", "\x1f", "\x85", "\ufffe", "\u2028", "=",
])  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=12).map("".join) | st.text(max_size=20)
TAGS = st.sampled_from([
    "p", "h1", "h2", "h3", "h5", "ul", "ol", "li", "blockquote", "footer", "a", "b", "i", "strong",
    "em", "br", "div", "table", "td", "hr", "script", "svg", "style", "x-y", "section", "textarea",
])  # fmt: skip
ADDRESSES = st.sampled_from([
    "https://a.example/", "http://b.example/?q=1&amp;r=(2)", "mailto:c@d.example", "javascript:x()",
    "/news/", "//e.example", "https://", "https://f.example/a b", " https://g.example ", "ht\ntp://h",
    "https:\\\\i.example", "https://é.example/\u202e",
])  # fmt: skip
ATTRIBUTES = st.just("") | ADDRESSES.map(lambda address: f' href="{address}"')
PIECES = (
    st.builds("<{}{}>".format, TAGS, ATTRIBUTES) | st.builds("</{}>".format, TAGS) | TEXTS | TEXTS
)
MARKUP = st.lists(PIECES, max_size=25).map("".join)
"""Tag soup: tags of the schema and others, open, closed or neither, with text between."""

BODIES = MARKUP.map(body)

SENTENCES = st.lists(
    st.sampled_from(["the", "ministry", "said", "two", "killed", "no", "losses", "near"]),
    min_size=1,
).map(lambda said: " ".join(said).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
ARTICLES = st.lists(PARAGRAPHS, max_size=6).map(
    lambda said: "\n".join(f"<p>{paragraph}</p>" for paragraph in said)
)
"""Bodies of few different words, so that much recurs."""


class Newsroom:
    """Writes articles of invented words, common ones often and rare ones seldom, and edits them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        letters = "abcdefghijklmnopqrstuvwxyz"
        lengths = [self._random.randint(2, 10) for _ in range(4000)]
        self._words = ["".join(self._random.choices(letters, k=length)) for length in lengths]
        self._weights = [1 / rank for rank in range(1, 4001)]

    def article(self, words: int) -> list[str]:
        """Give paragraphs of about so many words together."""
        paragraphs: list[str] = []
        written = 0
        while written < words:
            sentences = [self._sentence() for _ in range(self._random.randint(2, 5))]
            paragraphs.append(" ".join(sentences))
            written += len(paragraphs[-1].split())
        return paragraphs

    def edited(self, paragraphs: list[str], edits: int) -> list[str]:
        """Replace, insert or delete one word, so many times."""
        paragraphs = list(paragraphs)
        for _ in range(edits):
            place = self._random.randrange(len(paragraphs))
            words = paragraphs[place].split(" ")
            at = self._random.randrange(len(words))
            kept = self._random.randrange(3)
            words[at : at + (kept != 0)] = [] if kept == 1 else [self._random.choice(self._words)]
            paragraphs[place] = " ".join(words) or "word"
        return paragraphs

    def shuffled(self, paragraphs: list[str]) -> list[str]:
        """Put paragraphs into another order."""
        return self._random.sample(paragraphs, len(paragraphs))

    def _sentence(self) -> str:
        words = self._random.choices(self._words, self._weights, k=self._random.randint(8, 28))
        return f"{' '.join(words).capitalize()}."


def as_body(paragraphs: list[str]) -> str:
    """Write paragraphs of plain words as a body."""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
