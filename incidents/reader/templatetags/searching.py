"""How what was looked for is marked on pages."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from incidents.text.body.finding.marking import Spans

register = template.Library()


@register.filter
def marked(spans: Spans) -> SafeString:
    """A text with what was looked for in `mark` elements; all of it is escaped."""
    parts = [
        f"<mark>{conditional_escape(span.text)}</mark>"
        if span.found
        else conditional_escape(span.text)
        for span in spans
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped
