"""The names under which changes were published."""

from django.db import models


class Byline(models.Model):
    """A name that readers have seen on changes; several people may sign with the same one."""

    name = models.CharField(max_length=500, unique=True)
    slug = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
