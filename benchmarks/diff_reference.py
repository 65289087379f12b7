"""One reference run of a diff, in a process of its own that can be stopped.

Reads ``{"old": ..., "new": ...}`` from standard input and prints ``{"ms": ..., "flagged": ...}``.
Stands alone: the interpreter that has the references needs nothing of ours.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from html import unescape
from importlib import import_module

Measured = Callable[[str, str], float]

_CHANGED = re.compile(r"<(ins|del)\b[^>]*>(.*?)</\1>", re.DOTALL)


def with_difflib(old: str, new: str) -> float:
    """Compare word by word with the standard library; give the flagged share of both texts."""
    a, b = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (old, new))
    equal = sum(
        len("".join(a[block.a : block.a + block.size]))
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    )
    return 1 - 2 * equal / (len(old) + len(new))


def wagtail() -> Measured:
    """Load Wagtail's ``diff_text``, with the least of settings that it asks for."""
    import_module("django.conf").settings.configure(
        SECRET_KEY="of no use",
        STATIC_URL="/static/",
        INSTALLED_APPS=[
            *("django.contrib.contenttypes", "django.contrib.auth", "taggit", "wagtail.images"),
            *("wagtail.documents", "wagtail.users", "wagtail.admin", "wagtail"),
        ],
    )
    import_module("django").setup()
    diff_text = import_module("wagtail.admin.compare").diff_text

    def compared(old: str, new: str) -> float:
        changes = diff_text(old, new).changes
        equal = sum(len(text) for kind, text in changes if kind == "equal")
        return float(1 - 2 * equal / (len(old) + len(new)))

    return compared


def diff_match_patch() -> Measured:
    """Load diff-match-patch, with the clean-up that it has for readers."""
    differ = import_module("diff_match_patch").diff_match_patch()

    def compared(old: str, new: str) -> float:
        changes = differ.diff_main(old, new)
        differ.diff_cleanupSemantic(changes)
        equal = sum(len(text) for kind, text in changes if kind == 0)
        return float(1 - 2 * equal / (len(old) + len(new)))

    return compared


def redlines() -> Measured:
    """Load Redlines, which writes Markdown."""
    made = import_module("redlines").Redlines

    def compared(old: str, new: str) -> float:
        return _flagged(made(old, new, markdown_style="none").output_markdown, old, new)

    return compared


def lxml() -> Measured:
    """Load lxml's ``htmldiff``, given paragraphs as HTML."""
    htmldiff = import_module("lxml.html.diff").htmldiff

    def compared(old: str, new: str) -> float:
        sides = (f"<p>{text.replace(chr(10) * 2, '</p><p>')}</p>" for text in (old, new))
        return _flagged(htmldiff(*sides), old, new)

    return compared


def _flagged(shown: str, old: str, new: str) -> float:
    texts = (unescape(re.sub(r"<[^>]*>", "", text)) for _, text in _CHANGED.findall(shown))
    return sum(map(len, texts)) / (len(old) + len(new))


REFERENCES: dict[str, Callable[[], Measured]] = {
    "difflib": lambda: with_difflib,
    "wagtail": wagtail,
    "diff_match_patch": diff_match_patch,
    "redlines": redlines,
    "lxml": lxml,
}
"""How to load each, by the name of its module."""


def main() -> None:
    """Measure the reference named on the command line, once."""
    compared = REFERENCES[sys.argv[1]]()
    texts = json.load(sys.stdin)
    start = time.process_time()
    flagged = compared(texts["old"], texts["new"])
    ms = (time.process_time() - start) * 1000
    json.dump({"ms": ms, "flagged": flagged}, sys.stdout)


if __name__ == "__main__":
    main()
