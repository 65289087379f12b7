"""Where public stories stand in the lists that readers see, and how many stand there."""

from django.db import models

from incidents.models.incident import Incident


class Shelf(models.TextChoices):
    """What a list is of."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    TOPIC = "topic", "Topic"
    OUTLET = "outlet", "Outlet"


class Listed(models.Model):
    """That a public story stands in a list: under a date, and where it is one, a subject.

    The subject is the number of a topic, or the slug of an outlet; days and months have none.
    Derived: `incidents_shelve` makes the rows of a story anew, in the transaction of its version.
    """

    shelf = models.CharField(max_length=6, choices=Shelf.choices)
    subject = models.CharField(max_length=200, blank=True)
    date = models.DateField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="listed")

    class Meta:
        ordering = ["shelf", "subject", "date", "incident"]
        verbose_name_plural = "listed stories"
        constraints = [
            models.UniqueConstraint(
                fields=["shelf", "subject", "date", "incident"], name="listed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.subject} {self.date}"


class Tally(models.Model):
    """How many stories stand in a list under a date: a day, a month's first, a year's first.

    Of topics and outlets the stories of a year are counted; nothing stands here with none.
    """

    shelf = models.CharField(max_length=6, choices=Shelf.choices)
    subject = models.CharField(max_length=200, blank=True)
    date = models.DateField()
    stories = models.IntegerField()

    class Meta:
        ordering = ["shelf", "subject", "date"]
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(fields=["shelf", "subject", "date"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.subject} {self.date}: {self.stories}"
