"""What the desk shows of what stands out of a story."""

from django import template

from incidents.desk.views.outstanding.shown import concerns_of

register = template.Library()

register.filter("concerns_of", concerns_of)
