"""Every table as the migrations up to 0038 leave it, for a newsroom that has none yet.

Its first start takes seconds less than with one migration after the other, and nothing is said
twice: tables and triggers are made from what the migrations say that this one stands for.
"""

from importlib import import_module
from typing import cast

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

APP = "incidents"
REPLACED = (
    "0001_nouns",
    "0002_append_only",
    "0003_captions",
    "0004_provable_history",
    "0005_guarded_redaction",
    "0006_hashed_fragments",
    "0007_each_index_once",
    "0008_keep_only_first_changes",
    "0009_redactions_in_their_story",
    "0010_commitments",
    "0011_people",
    "0012_newest_redaction",
    "0013_material",
    "0014_leased_purges",
    "0015_filtered_histories",
    "0016_drafts",
    "0017_second_pair",
    "0018_updates_in_the_making",
    "0019_updates_are_published",
    "0020_sources_as_read",
    "0021_front_page_and_origins",
    "0022_notes_and_names",
    "0023_media",
    "0024_comments",
    "0025_highlights",
    "0026_drafts_of_acts",
    "0027_campaigns",
    "0028_acts_with_origin",
    "0029_summaries_handed_in",
    "0030_lists_and_site_pages",
    "0031_told_aside",
    "0032_findable",
    "0033_live_interval",
    "0034_translations",
    "0035_told_translations",
    "0036_told_lists",
    "0037_found_by_year",
    "0038_kept_asides",
)


def one_after_the_other() -> list[migrations.Migration]:
    """The migrations that this one stands for."""
    return [import_module(f"{__package__}.{name}").Migration(name, APP) for name in REPLACED]


class EveryTable(Operation):
    """Makes many tables, and looks only once at how their models belong together."""

    reversible = False

    def __init__(self, models: list[ModelState]) -> None:
        self.models = models

    def state_forwards(self, _app_label: str, state: ProjectState) -> None:
        """Add the models; they are rendered together when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            state.add_model(model.clone())

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables; their foreign keys follow when all are there."""
        for model in self.models:
            schema_editor.create_model(to_state.apps.get_model(app_label, model.name))


def tables() -> EveryTable:
    """The tables at the end, without what was added to them and taken from them on the way."""
    state = ProjectState()
    for migration in one_after_the_other():
        migration.mutate_state(state, preserve=False)
    return EveryTable(list(state.models.values()))


def statements() -> migrations.RunSQL:
    """All SQL in its order; what it says of rows finds none here."""
    return migrations.RunSQL(
        [
            cast(str, operation.sql)
            for migration in one_after_the_other()
            for operation in migration.operations
            if isinstance(operation, migrations.RunSQL)
        ]
    )


class Migration(migrations.Migration):
    initial = True

    replaces = [(APP, name) for name in REPLACED]

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [tables(), statements()]
