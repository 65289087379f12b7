"""The Django admin of every noun, saving through the same actions as the desk."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group

from incidents.desk.admin import editors, incidents, ledger, sources, topics, updates

__all__ = ["editors", "incidents", "ledger", "sources", "topics", "updates"]

admin.site.site_header = admin.site.site_title = f"{settings.SITE_NAME}: administration"
admin.site.index_title = "Everything the newsroom holds"
admin.site.disable_action("delete_selected")
admin.site.unregister(Group)
