"""Where each wing lives."""

from django.contrib import admin
from django.urls import include, path

handler403 = "incidents.desk.permissions.forbidden"
handler404 = "incidents.reader.views.missing.not_found"
handler500 = "newsroom.front.memory.gone.failed"

urlpatterns = [
    path("", include("incidents.desk.people.urls")),
    path("admin/", admin.site.urls),
    path("desk/", include("incidents.desk.urls")),
    path("comment/", include("incidents.desk.standards.comments.urls")),
    path("report/", include("incidents.desk.standards.letters.urls")),
    path("", include("incidents.syndication.urls")),
    path("", include("incidents.reader.urls")),
]
