"""Appeals for donations: how much is wanted, and how much has come in."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import number_format

from incidents.models.incident import Incident

HTTPS = URLValidator(schemes=["https"])


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Which campaigns readers see."""

    def running(self) -> "CampaignQuerySet":
        """Those that are switched on, have begun and are not over."""
        now = timezone.now()
        on = self.filter(active=True, starts_at__lte=now)
        return on.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=now))


class Campaign(models.Model):
    """An appeal with its meter. Amounts are whole units of the currency.

    It stands beside stories and makes no version of any. `channels` are other ways to give, each
    with a `name` and an `address`.
    """

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="What the money is for; plain paragraphs.")
    appeal = models.CharField(
        max_length=300, blank=True, help_text="The line at the end of stories, above the meter."
    )
    goal = models.PositiveBigIntegerField(validators=[MinValueValidator(1)])
    marks = ArrayField(
        models.PositiveBigIntegerField(),
        default=list,
        blank=True,
        help_text="Amounts on the scale.",
    )
    raised = models.PositiveBigIntegerField(default=0, editable=False)
    raised_at = models.DateTimeField(null=True, editable=False)
    currency = models.CharField(max_length=10, default="EUR", help_text="Its sign or its letters.")
    sign_first = models.BooleanField(
        default=False, help_text="Whether the sign stands before the amount."
    )
    donate_url = models.CharField(
        "donation page", max_length=2000, validators=[HTTPS], help_text="With https alone."
    )
    channels = models.JSONField(default=list, blank=True)
    everywhere = models.BooleanField(
        "on every story", default=False, help_text="Or else on the stories that are chosen."
    )
    stories = models.ManyToManyField(Incident, related_name="campaigns", blank=True)
    on_front = models.BooleanField("on the front page", default=False)
    active = models.BooleanField(default=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["active", "-starts_at"], name="campaign_running")]
        constraints = [
            models.CheckConstraint(
                name="campaign_wants_something", condition=models.Q(goal__gte=1)
            ),
            models.CheckConstraint(
                name="campaign_leads_to_https",
                condition=models.Q(donate_url__startswith="https://"),
            ),
            models.CheckConstraint(
                name="campaign_ends_after_it_starts",
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def printed(self, amount: int) -> str:
        """An amount with the currency where it belongs: "12,000 EUR", "$12,000"."""
        space = "\N{NO-BREAK SPACE}"
        said = number_format(amount, force_grouping=True)
        if not self.sign_first:
            return f"{said}{space}{self.currency}"
        return f"{self.currency}{space if self.currency[-1:].isalpha() else ''}{said}"

    @property
    def percent(self) -> Decimal:
        """How much of the goal has come in, in per cent with two decimals: 54.06."""
        return (Decimal(self.raised) * 100 / self.goal).quantize(Decimal("0.01"))


class CampaignAmount(models.Model):
    """What had come in at a moment, as somebody noted it: one row each time."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="amounts")
    raised = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="amounts"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.raised:,} on {self.at:%Y-%m-%d}"
