"""One reference run of a diff, in a process of its own that can be stopped.

Reads ``{"old": ..., "new": ...}`` from standard input and prints ``{"ms": ..., "flagged": ...}``.
Stands alone: the interpreter that has Wagtail needs nothing of ours.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from importlib import import_module

Measured = Callable[[str, str], float]


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


def main() -> None:
    """Measure the reference named on the command line, once."""
    compared = wagtail() if sys.argv[1] == "wagtail" else with_difflib
    texts = json.load(sys.stdin)
    start = time.process_time()
    flagged = compared(texts["old"], texts["new"])
    ms = (time.process_time() - start) * 1000
    json.dump({"ms": ms, "flagged": flagged}, sys.stdout)


if __name__ == "__main__":
    main()
