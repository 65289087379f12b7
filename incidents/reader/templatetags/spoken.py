"""Words that scripts say while a page is open, in every form that a language has for a number."""

import json
from collections.abc import Callable
from functools import cache

from django import template
from django.utils.translation import get_language, ngettext

register = template.Library()

LOOKED_AT = 200
"""No language's rule looks at more than the last two digits of a number beyond this."""


def _changes(number: int) -> str:
    return ngettext(
        "{number} change since you read this.", "{number} changes since you read this.", number
    )


def _marked(number: int) -> str:
    return ngettext(
        "{number} new sentence is marked.", "{number} new sentences are marked.", number
    )


def _new(number: int) -> str:
    return ngettext("{number} new", "{number} new", number)


def _corrected(number: int) -> str:
    return ngettext("{number} corrected", "{number} corrected", number)


def _retracted(number: int) -> str:
    return ngettext("{number} retracted", "{number} retracted", number)


def _changed(number: int) -> str:
    return ngettext("{number} changed", "{number} changed", number)


COUNTED: dict[str, Callable[[int], str]] = {
    "changes": _changes,
    "marked": _marked,
    "new": _new,
    "corrected": _corrected,
    "retracted": _retracted,
    "changed": _changed,
}
"""What is counted while a page is open, by the name under which templates ask for it."""


@cache
def forms_in(_language: str | None, name: str) -> str:
    """The words for a number of things: `turns` says from which number on which `forms` hold."""
    said = [COUNTED[name](number) for number in range(LOOKED_AT)]
    each = [*dict.fromkeys(said)]
    turns = [
        (number, each.index(words))
        for number, words in enumerate(said)
        if not number or words != said[number - 1]
    ]
    return json.dumps({"forms": each, "turns": turns}, ensure_ascii=False)


@register.simple_tag
def forms(name: str) -> str:
    """The words for a number of things, for `counted` in js/reader/words.js."""
    return forms_in(get_language(), name)
