"""Words that style sheets say, in the language of the pages: they stand as tokens in each sheet.

Texts that a ledger froze cannot be handed words from outside; what opens a warning in them is said
by the sheet.
"""

from django.conf import settings
from django.utils.translation import gettext as _, override


def tokens() -> str:
    """A rule for all sheets: `--say-show-text` is what opens a warning, and so on."""
    with override(settings.LANGUAGE_CODE):
        said = _said()
    rules = ";".join(f"--say-{name}:{_quoted(words)}" for name, words in said.items())
    return f":root{{{rules}}}\n"


def _said() -> dict[str, str]:
    """Each word by the name of its token; around a number that the page knows stand two."""
    before, _number, behind = _("Moved from paragraph {number}").partition("{number}")
    return {
        "show-text": _("Show the text"),
        "hide-text": _("Hide the text"),
        "show-medium": _("Show it"),
        "hide-medium": _("Hide it"),
        "before": _("Before"),
        "after": _("After"),
        "moved-from": before,
        "moved-to": behind,
    }


def _quoted(words: str) -> str:
    """Words as a string of CSS, which no sign in them ends."""
    return '"' + "".join(_ESCAPED.get(sign, sign) for sign in words) + '"'


_ESCAPED = {sign: f"\\{ord(sign):x} " for sign in '"\\\n\r\f<'}
