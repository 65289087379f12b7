"""Words on one line of Markdown stay words, whatever is written in them."""

import html

from hypothesis import Phase, given, settings
from markdown_it import MarkdownIt

from incidents.formats._markdown import inline
from incidents.text.sanitise import body, line
from tests.text.samples.prose import TEXTS

COMMONMARK = MarkdownIt("commonmark")


def rendered(markdown: str) -> str:
    return body(COMMONMARK.render(markdown))


@settings(max_examples=100, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(TEXTS)
def test_escaped_words_stay_words_in_a_heading_and_a_link(text: str) -> None:
    said = inline.words(line(text).replace("\u00a0", "")) or "x"
    shown = html.escape(" ".join(line(text).replace("\u00a0", "").split()) or "x", quote=False)

    assert rendered(f"# {said}.") == body(f"<h2>{shown}.</h2>")
    assert rendered(f"1. [{said}](/a)") == body(f"<ol><li>{shown}</li></ol>")
