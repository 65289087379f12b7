"""Rendered templates, kept under the very values that they were given."""

from collections.abc import Callable, Collection, Hashable, Mapping
from sys import getsizeof
from typing import cast

from django.conf import settings
from django.core.signals import setting_changed
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.text.fragments import memory
from incidents.text.fragments.memory import Memory

Values = Mapping[str, Hashable]
More = Callable[..., Mapping[str, object]]

KEPT: Memory[SafeString] = Memory(6_000_000)
"""Single parts of some hundred stories."""

OF_A_KEY = 500
"""Bytes that a fragment takes beside its HTML: the values that it is kept under."""


def rendered(template: str, values: Values, more: More | None = None) -> SafeString:
    """A template given a `page` of these values and nothing else; no white space stands around it.

    `more` makes of the values alone what else the template needs.
    """
    return kept(
        (template, get_language(), *values.values()),
        lambda: SafeString(render_to_string(template, _context(values, more)).strip()),
    )


def kept(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """HTML under all that it is made of; while templates are written, it is made anew."""
    known = KEPT.get(key)
    if known is not None:
        return known
    html = make()
    return html if settings.DEBUG else KEPT.keep(key, html, getsizeof(html) + OF_A_KEY)


def poured(
    template: str, values: Values, open_: Collection[str], more: More | None = None
) -> SafeString:
    """The same, but rendered with places left `open_` for some of the values, by their names.

    So nothing is rendered anew where only these differ. Their template may ask whether they are
    there, and nothing else of them.
    """
    given = {
        name: seam(name) if name in open_ and bool(value) else value
        for name, value in values.items()
    }
    shape = keep(
        (template, get_language(), *given.values()),
        lambda: Shape.of(template, _context(given, more)),
    )
    places = {name: conditional_escape(cast(str, values[name])) for name in open_}
    return SafeString(shape.filled(places))


def _context(values: Values, more: More | None) -> dict[str, object]:
    return {"page": values, **(more(**values) if more else {})}


def _changed(**_said: object) -> None:
    """What was rendered may say what a setting was."""
    memory.forget()


setting_changed.connect(_changed)
