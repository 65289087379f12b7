"""Appeals for donations, and what had come in when."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0026_drafts_of_acts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="What the money is for; plain paragraphs."
                    ),
                ),
                (
                    "appeal",
                    models.CharField(
                        blank=True,
                        help_text="The line at the end of stories, above the meter.",
                        max_length=300,
                    ),
                ),
                (
                    "goal",
                    models.PositiveBigIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveBigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Amounts on the scale.",
                        size=None,
                    ),
                ),
                ("raised", models.PositiveBigIntegerField(default=0, editable=False)),
                ("raised_at", models.DateTimeField(editable=False, null=True)),
                (
                    "currency",
                    models.CharField(
                        default="EUR", help_text="Its sign or its letters.", max_length=10
                    ),
                ),
                (
                    "sign_first",
                    models.BooleanField(
                        default=False, help_text="Whether the sign stands before the amount."
                    ),
                ),
                (
                    "donate_url",
                    models.CharField(
                        help_text="With https alone.",
                        max_length=2000,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="donation page",
                    ),
                ),
                ("channels", models.JSONField(blank=True, default=list)),
                (
                    "everywhere",
                    models.BooleanField(
                        default=False,
                        help_text="Or else on the stories that are chosen.",
                        verbose_name="on every story",
                    ),
                ),
                ("on_front", models.BooleanField(default=False, verbose_name="on the front page")),
                ("active", models.BooleanField(default=True)),
                ("starts_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "stories",
                    models.ManyToManyField(
                        blank=True, related_name="campaigns", to="incidents.incident"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CampaignAmount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raised", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amounts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amounts",
                        to="incidents.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["active", "-starts_at"], name="campaign_running"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("goal__gte", 1)), name="campaign_wants_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("donate_url__startswith", "https://")),
                name="campaign_leads_to_https",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="campaign_ends_after_it_starts",
            ),
        ),
    ]
