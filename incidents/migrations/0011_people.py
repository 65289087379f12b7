"""Five roles, who is signed in where, and from where an act around an account came."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ROLES = [
    ("contributor", "Contributor"),
    ("editor", "Editor"),
    ("chief", "Chief editor"),
    ("auditor", "Auditor"),
    ("people", "User manager"),
]
RENAMED = "UPDATE incidents_editor SET role = 'contributor' WHERE role = 'writer'"
NAMED_BACK = """
UPDATE incidents_editor SET role = 'writer' WHERE role NOT IN ('editor', 'chief')
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_commitments")]

    operations = [
        migrations.RemoveConstraint(model_name="editor", name="editor_role_known"),
        migrations.AlterField(
            model_name="editor",
            name="role",
            field=models.CharField(
                choices=ROLES,
                default="editor",
                help_text="A contributor writes drafts; an editor publishes; a chief editor also "
                "approves, removes text from the history, and manages the newsroom and its people; "
                "an auditor reads everything and changes nothing; a user manager sees to the "
                "accounts alone.",
                max_length=20,
            ),
        ),
        migrations.RunSQL(RENAMED, NAMED_BACK),
        migrations.AddConstraint(
            model_name="editor",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", [name for name, _ in ROLES])),
                name="editor_role_known",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="address",
            field=models.GenericIPAddressField(
                help_text="Where an act around an account came from.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("address", models.GenericIPAddressField(null=True)),
                ("browser", models.CharField(blank=True, max_length=300)),
                ("signed_in_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "editor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["-seen_at", "session_key"],
                "abstract": False,
            },
        ),
    ]
