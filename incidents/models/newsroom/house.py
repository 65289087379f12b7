"""What the newsroom says about itself on every story."""

from django.db import models

from incidents.models.incident import CommentMode

DEFAULT_NOTICE = (
    "We cannot always verify reports from the places this story is about. "
    "Where we rely on others, we say whose account it is."
)


class House(models.Model):
    """The newsroom's own standing texts: one row, made when first needed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    verification_notice = models.TextField(
        blank=True,
        default=DEFAULT_NOTICE,
        help_text="Stands on every story that has no notice of its own.",
    )

    second_pair = models.BooleanField(
        "second pair of eyes",
        default=False,
        help_text="Texts are published only after somebody who did not write them approved them.",
    )
    hold_seconds = models.PositiveSmallIntegerField(
        "delay before release",
        default=0,
        help_text="Seconds in which a posted text can still be stopped; 0 for none.",
    )

    comment_mode = models.CharField(
        "comments of readers",
        max_length=10,
        choices=CommentMode.choices,
        default=CommentMode.OFF,
        help_text="How stories take comments that have no rule of their own.",
    )

    live_interval = models.PositiveSmallIntegerField(
        "how often open pages ask",
        default=10,
        help_text="Seconds between two questions of an open page after a live story; 2 to 300.",
    )

    class Meta:
        verbose_name_plural = "house"
        constraints = [
            models.CheckConstraint(name="house_is_one_row", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="house_holds_an_hour_at_most", condition=models.Q(hold_seconds__lte=3600)
            ),
            models.CheckConstraint(
                name="house_live_interval_in_range",
                condition=models.Q(live_interval__gte=2, live_interval__lte=300),
            ),
            models.CheckConstraint(
                name="house_comment_mode_known",
                condition=models.Q(comment_mode__in=["off", "moderated", "open"]),
            ),
        ]

    def __str__(self) -> str:
        return "The newsroom's standing texts"

    @classmethod
    def current(cls) -> "House":
        """The house as stored, or its defaults where nothing is stored yet."""
        return cls.objects.filter(pk=1).first() or cls()
