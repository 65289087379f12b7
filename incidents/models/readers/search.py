"""What readers can search in: the words of public stories, made anew from the history."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from incidents.models.incident import Incident


class Findable(models.Model):
    """The words of a public story, or of a portion of a long one; derived, without any text.

    `numbers` and `starts` say which update's words begin at which place of the vector; 0 is the
    initial report. `at` is the newest report of the portion. Words that follow a colon are what
    is filtered by. The database drops the rows of a story whenever something is taken out of it,
    and takes none but of its newest version.
    """

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="findable", db_index=False
    )
    portion = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    stemmer = models.CharField(max_length=20)
    numbers = ArrayField(models.PositiveIntegerField())
    starts = ArrayField(models.PositiveIntegerField())
    digest = models.CharField(max_length=64, help_text="Of the vector and what stands beside it.")
    vector = SearchVectorField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "findable portions"
        indexes = [
            GinIndex(fields=["vector"], name="findable_by_word", fastupdate=False),
            models.Index(fields=["-at", "-id"], name="findable_by_time"),
            models.Index(fields=["stemmer"], name="findable_by_stemmer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["incident", "portion"], name="findable_portion_once"),
        ]

    def __str__(self) -> str:
        return f"Words of story {self.incident_id}, portion {self.portion}"


class FindableHead(models.Model):
    """The position of the ledger up to which everything public can be found."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="findable_head_is_one_row", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"Findable up to position {self.position}"
