"""Rendered templates, kept under the very values that they were given."""

from collections.abc import Callable, Hashable, Mapping
from sys import getsizeof

from django.conf import settings
from django.core.signals import setting_changed
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from incidents.text.fragments import memory
from incidents.text.fragments.memory import Memory

KEPT: Memory[SafeString] = Memory(16_000_000)
"""Rows and single parts: of some twenty stories with all of two hundred updates."""

OF_A_KEY = 500
"""Bytes that a fragment takes beside its HTML: the values that it is kept under."""


def rendered(
    template: str,
    values: Mapping[str, Hashable],
    more: Callable[..., Mapping[str, object]] | None = None,
) -> SafeString:
    """A template given a `page` of these values and nothing else; no white space stands around it.

    `more` makes of the values alone what else the template needs.
    """
    key = (template, get_language(), *values.values())
    known = KEPT.get(key)
    if known is not None:
        return known
    context = {"page": values, **(more(**values) if more else {})}
    return kept(key, render_to_string(template, context).strip())


def kept(key: Hashable, html: str) -> SafeString:
    """HTML kept under all that it was made of; while templates are written, nothing is."""
    safe = mark_safe(html)  # noqa: S308 - escaped where it was rendered
    return safe if settings.DEBUG else KEPT.keep(key, safe, getsizeof(safe) + OF_A_KEY)


def _changed(**_said: object) -> None:
    """What was rendered may say what a setting was."""
    memory.forget()


setting_changed.connect(_changed)
