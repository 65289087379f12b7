"""Facts about the site that every template may need, error pages without context included."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The name of the newsroom, as its settings give it."""
    return str(settings.SITE_NAME)


@register.simple_tag
def site_url(path: str = "") -> str:
    """An absolute address on the public site: `site_url "/topics/"`."""
    return f"{str(settings.SITE_URL).rstrip('/')}{path}"
