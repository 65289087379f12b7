"""How many reports of readers wait."""

from django import template

from incidents.models import Incident, Report

register = template.Library()


@register.simple_tag
def open_reports(incident: Incident | None = None) -> int:
    """The number of open reports, of one story or of all."""
    rows = Report.objects.filter(state=Report.State.OPEN)
    return rows.filter(incident=incident).count() if incident else rows.count()
