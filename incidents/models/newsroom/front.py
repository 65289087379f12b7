"""What editors put on top of the front page, and every order that it ever had."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from incidents.models.incident import Incident


class Arrangement(models.Model):
    """One order that an editor gave the top of the front page. Insert-only, numbered from one.

    The one with the highest number stands; one without places leaves the page to its own order.
    """

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField(help_text="By the database's clock.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="arrangements"
    )
    places = models.PositiveSmallIntegerField(help_text="How many stories were put on top.")
    put_back = models.PositiveIntegerField(
        null=True, help_text="The number of the earlier order that was put back with it."
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="arrangement_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="arrangement_puts_back_an_earlier_one",
                condition=models.Q(put_back=None) | models.Q(put_back__lt=models.F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"Arrangement {self.number}"


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which placements count."""

    def standing(self) -> "PlacementQuerySet":
        """What stands on top at this moment, the lead first; each comes with its story.

        By the database's clock. Whatever readers may not see (any more) is not among it.
        """
        newest = Arrangement.objects.order_by("-number").values("pk")[:1]
        return (
            self.filter(arrangement=models.Subquery(newest))
            .filter(models.Q(until=None) | models.Q(until__gt=Now()))
            .filter(incident__version_number__gt=0, incident__retracted_at=None)
            .select_related("incident")
            .order_by("place")
        )


class Placement(models.Model):
    """A story at its place on top of the front page; the first is the lead. Insert-only."""

    arrangement = models.ForeignKey(
        Arrangement, on_delete=models.PROTECT, related_name="placements", db_index=False
    )
    place = models.PositiveSmallIntegerField()
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="placements")
    until = models.DateTimeField(null=True, help_text="When it leaves the top by itself.")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["arrangement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "place"], name="placement_once"),
            models.UniqueConstraint(
                fields=["arrangement", "incident"], name="placement_of_a_story_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.incident}"
