"""Updates that only editors see become drafts, as all other texts in the making."""

from typing import TYPE_CHECKING

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

if TYPE_CHECKING:
    from incidents.models import Update


def move(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make a draft of each update without a number, under the same key."""
    drafts = apps.get_model("incidents", "Draft")._default_manager
    authors = apps.get_model("incidents", "DraftAuthor")._default_manager
    updates = apps.get_model("incidents", "Update")._default_manager
    for update in updates.filter(number__isnull=True).order_by("id").select_related("incident"):
        draft = drafts.create(
            key=update.key,
            incident=update.incident,
            base=update.incident.version_number,
            typed=_typed(update),
            proposal=_proposal(update),
            revision=1,
            created_by_id=update.created_by_id,
            created_at=update.at,
            saved_by_id=update.created_by_id,
            saved_at=update.at,
        )
        if update.created_by_id:
            authors.create(draft=draft, editor_id=update.created_by_id)
        update.delete()


def _typed(update: "Update") -> dict[str, list[str]]:
    typed = {name: [getattr(update, name)] for name in ("body", "headline")}
    cites = [str(key) for key in _cites(update)]
    return {name: values for name, values in (typed | {"cites": cites}).items() if any(values)}


def _proposal(update: "Update") -> dict[str, object]:
    text = {name: getattr(update, name) for name in ("body", "headline", "label", "time_zone")}
    if update.at.microsecond == 0:  # somebody chose it; else it is the moment of publishing
        text["at"] = update.at.isoformat()
    return {"kind": "", "note": "", "update": text | {"cites": _cites(update), "new_sources": []}}


def _cites(update: "Update") -> list[int]:
    return list(update.citations.order_by("id").values_list("source_id", flat=True))


class Migration(migrations.Migration):
    dependencies = [("incidents", "0017_second_pair")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
