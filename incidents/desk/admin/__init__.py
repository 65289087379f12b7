"""The Django admin of every noun, saving through the same actions as the desk."""

from allauth.account import admin as account_admin
from allauth.mfa import admin as factor_admin
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group

from incidents.desk.admin import (
    campaigns,
    comments,
    editors,
    incidents,
    kept,
    ledger,
    sources,
    topics,
    updates,
)

__all__ = [
    "campaigns",
    "comments",
    "editors",
    "incidents",
    "kept",
    "ledger",
    "sources",
    "topics",
    "updates",
]

admin.site.site_header = admin.site.site_title = f"{settings.SITE_NAME}: administration"
admin.site.index_title = "Everything the newsroom holds"
admin.site.disable_action("delete_selected")
# What the libraries show by themselves: nothing here keeps mail addresses, and a second factor's
# secret is for nobody's eyes. Their pages are named so that they are registered before.
for unwanted in (Group, account_admin.EmailAddress, factor_admin.Authenticator):
    admin.site.unregister(unwanted)
