"""The rules under which texts go out."""

from typing import Any

from django import forms

from incidents.models import House, Incident

SECONDS = "Seconds in which a posted text can still be stopped: 0 to 3,600."
SECOND_PAIR = (
    "A text is published only after a chief editor who had no hand in it has approved it. "
    "What takes away, such as a retraction, never waits."
)
LIVE = range(2, 301)
INTERVAL = (
    "From 2 to 300; 10 is usual. While a crowd reads, 30 or 60 spare the servers: pages without a "
    "line of their own then ask less often. Open pages learn it with their next answer."
)
THE_HOUSE, YES, NO = "", "yes", "no"


class RulesForm(forms.Form):
    """The rules of the newsroom."""

    second_pair = forms.BooleanField(
        label="Texts need a second pair of eyes", required=False, help_text=SECOND_PAIR
    )
    hold_seconds = forms.IntegerField(
        label="Delay before a text goes out", min_value=0, max_value=3600, help_text=SECONDS
    )

    def __init__(self, *args: Any, house: House, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "second_pair": house.second_pair,
            "hold_seconds": house.hold_seconds,
        }
        super().__init__(*args, **kwargs)


class LiveIntervalForm(forms.Form):
    """How often open pages ask."""

    live_interval = forms.IntegerField(
        label="Seconds between two questions",
        min_value=LIVE.start,
        max_value=LIVE.stop - 1,
        help_text=INTERVAL,
    )

    def __init__(self, *args: Any, house: House, **kwargs: Any) -> None:
        kwargs["initial"] = {"live_interval": house.live_interval}
        super().__init__(*args, **kwargs)


class StoryRulesForm(forms.Form):
    """The rules of one story, where it does not follow the newsroom's."""

    second_pair = forms.ChoiceField(
        label="Do texts need a second pair of eyes?",
        required=False,
        choices=((THE_HOUSE, "As in the newsroom"), (YES, "Yes"), (NO, "No")),
        widget=forms.RadioSelect,
        help_text=SECOND_PAIR,
    )
    hold_seconds = forms.IntegerField(
        label="Delay before a text goes out",
        required=False,
        min_value=0,
        max_value=3600,
        help_text=f"{SECONDS} Empty for the newsroom's own.",
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        own = {None: THE_HOUSE, True: YES, False: NO}[incident.second_pair]
        kwargs["initial"] = {"second_pair": own, "hold_seconds": incident.hold_seconds}
        super().__init__(*args, **kwargs)

    def chosen(self) -> bool | None:
        """Whether a second pair of eyes is needed; None for the newsroom's own rule."""
        return {THE_HOUSE: None, YES: True, NO: False}[self.cleaned_data["second_pair"]]
