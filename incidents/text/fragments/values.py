"""The fields of a piece as text, escaped or as they are, and how lines are put together."""

from collections.abc import Mapping
from html import escape

from incidents.text.hashing.canonical import JSON

Value = Mapping[str, JSON]


def moment(at: str, shown: str) -> str:
    """Write a moment; HTML allows three digits of a second's fraction, so none is written."""
    return f'<time datetime="{escape(at[:19])}Z">{shown}</time>' if at else shown


def lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def paragraph(name: str, content: str) -> str:
    return f'<p class="{name}">{content}</p>' if content else ""


def raw(value: Value, name: str) -> str:
    """Give a field as text, unescaped; absent ones are empty."""
    field = value.get(name)
    return "" if field is None else str(field)


def text(value: Value, name: str) -> str:
    return escape(raw(value, name))


def items(value: Value, name: str) -> list[JSON]:
    field = value.get(name)
    return list(field) if isinstance(field, list | tuple) else []


def values(value: Value, name: str) -> list[Value]:
    return [item for item in items(value, name) if isinstance(item, Mapping)]
