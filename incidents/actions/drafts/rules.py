"""Under which rules the texts of a story go out: the story's own, else the newsroom's."""

from dataclasses import dataclass

from incidents.models import House, Incident


@dataclass(frozen=True, slots=True)
class Rules:
    """Whether texts need somebody else's approval; how many seconds they can still be stopped."""

    second_pair: bool
    hold_seconds: int


def rules_of(incident: Incident, house: House | None = None) -> Rules:
    """The rules of a story; `house` where it is at hand."""
    second, hold = incident.second_pair, incident.hold_seconds
    if house is None:
        house = House.current() if second is None or hold is None else House()
    return Rules(
        second_pair=house.second_pair if second is None else second,
        hold_seconds=house.hold_seconds if hold is None else hold,
    )
