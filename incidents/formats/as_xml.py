"""XML: the same names as JSON, one element for each, list items under their singular."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from incidents.formats._format import Format, Site
from incidents.formats._plain.pages import fields
from incidents.formats._plain.values import Plain
from incidents.record.pages import Page

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEM = {
    "beside": "topic",
    "entries": "entry",
    "live": "story",
    "media": "medium",
    "related": "story",
    "stories": "story",
    "top": "story",
}
"""Singulars that are not the plural without its "s"."""


class XmlFormat(Format):
    """The names of the JSON form as elements; an absent part is an empty element.

    HTML bodies are escaped text, so that no body can break the document around it.
    """

    suffix = "xml"
    label = "XML"
    media_type = "application/xml"
    order = 20

    def write(self, page: Page, site: Site) -> str:
        values = dict(fields(page, site))
        root = ET.Element("page", {"type": str(values.pop("type"))})
        if values.get("language"):
            root.set(_LANGUAGE, str(values["language"]))
        _fill(root, values)
        ET.indent(root)
        return f"{_DECLARATION}{ET.tostring(root, encoding='unicode')}\n"


def _fill(element: ET.Element, value: Plain) -> None:
    """Write a value into an element: as children, or as text."""
    if isinstance(value, Mapping) and element.tag == "formats":
        for name, address in value.items():
            ET.SubElement(element, "format", {"name": name}).text = str(address)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            _fill(ET.SubElement(element, name), part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            _fill(ET.SubElement(element, _singular(element.tag)), part)
    elif value is not None:
        element.text = str(value).lower() if isinstance(value, bool) else str(value)


def _singular(plural: str) -> str:
    return _ITEM.get(plural, plural.removesuffix("s"))
