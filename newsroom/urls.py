"""Where each wing lives."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

_WINGS = (
    ("desk/", "incidents.desk.urls"),
    ("", "incidents.operations.urls"),
    ("", "incidents.syndication.urls"),
    ("", "incidents.reader.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    *(
        path(start, include(urls))
        for start, urls in _WINGS
        if find_spec(urls.rpartition(".")[0]) and find_spec(urls)
    ),
]
