"""The Django admin of every noun, saving through the same actions as the desk."""
from django.contrib import admin
from incidents.models import Incident
admin.site.register(Incident)
