"""Forms as a browser would send them: everything that the page shows, with some of it changed."""

from typing import Any, cast

from django.test import Client
from lxml import html


def filled(
    client: Client, address: str, *, form: int | str = -1, **changes: object
) -> dict[str, Any]:
    """What a form of a page holds, as it would be posted; `changes` are what a person types.

    `form` is the place of the form on the page, or a part of its action. None takes a field away.
    """
    values = held(client.get(address).content, form=form)
    values.update({name: value for name, value in changes.items() if value is not None})
    return {name: value for name, value in values.items() if changes.get(name, "") is not None}


def held(content: bytes, *, form: int | str = -1) -> dict[str, Any]:
    """What a form of this page would send as it is."""
    forms = cast(
        list[html.FormElement],
        html.fromstring(content).xpath(
            "//main//form[@method='post'] | //div[@id='content-main']//form"
        ),
    )
    chosen = (
        forms[form]
        if isinstance(form, int)
        else next(found for found in forms if form in (found.get("action") or ""))
    )
    values: dict[str, Any] = {}
    for name, value in chosen.form_values():
        values.setdefault(name, []).append(value)
    return values


def found(content: bytes, path: str) -> list[html.HtmlElement]:
    """The elements of a page that an XPath names."""
    return cast(list[html.HtmlElement], html.fromstring(content.decode()).xpath(path))


def words_around(group: html.HtmlElement) -> list[str]:
    """What describes a group of fields beyond its name: the words of the elements it points to."""
    names = str(group.get("aria-describedby")).split()
    return [str(group.get_element_by_id(name).text_content()) for name in names]


def text(content: bytes) -> str:
    """The words of a page, with single spaces."""
    return " ".join(str(html.fromstring(content).xpath("string()")).split())
