"""The reports and comments of readers on other pages of the desk."""

from django import forms, template

from incidents.desk.forms.fields import number_in
from incidents.desk.standards.comments import shown
from incidents.models import Incident, Report

register = template.Library()


@register.simple_tag
def open_reports() -> int:
    """The number of open reports, on all stories."""
    return Report.objects.filter(state=Report.State.OPEN).count()


@register.simple_tag
def reported(form: forms.BaseForm, incident: Incident) -> Report | None:
    """The reader's report that a correction answers, where the form was opened from one."""
    key = str(form["report"].value() or "") if "report" in form.fields else ""
    return Report.objects.filter(pk=number_in(key) or 0, incident=incident).first()


@register.simple_tag
def waiting_comments() -> int:
    """The number of comments that wait for an editor."""
    return shown.waiting()
