"""JSON: the page under plain names."""

import json

from incidents.formats._format import Format, Site
from incidents.formats._plain.pages import fields
from incidents.record.pages import Page


class JsonFormat(Format):
    """Every part of a page under its plain name; absent parts are null or empty lists."""

    suffix = "json"
    label = "JSON"
    media_type = "application/json"
    order = 10

    def write(self, page: Page, site: Site) -> str:
        return json.dumps(fields(page, site), ensure_ascii=False, indent=2) + "\n"
