"""The addresses for readers who report an error."""

from django.urls import path

from incidents.desk.standards.letters import public

app_name = "letters"

urlpatterns = [
    path("", public.report, name="report"),
    path("<uuid:key>/", public.status, name="status"),
    path("<uuid:key>/sent/", public.sent, name="sent"),
]
