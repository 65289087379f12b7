"""Under which rules texts go out, for the newsroom and for one story; how often open pages ask."""

from django.db import transaction

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import WrongValue, refuse_without
from incidents.models import Editor, House, Incident, Right

LONGEST_DELAY = 3600
"""Seconds that a text may be held before it goes out."""

SHORTEST_INTERVAL, LONGEST_INTERVAL = 2, 300
"""Seconds between two questions of an open page."""


def set_rules(*, second_pair: bool, hold_seconds: int, by: Editor | None) -> House:
    """Say whether texts need a second pair of eyes, and how many seconds they can be stopped.

    Stories with rules of their own keep these. Raises NotAllowed, WrongValue.
    """
    refuse_without(Right.HOUSE, by)
    _check(hold_seconds)
    with transaction.atomic():
        house, _ = House.objects.update_or_create(
            pk=1, defaults={"second_pair": second_pair, "hold_seconds": hold_seconds}
        )
        write_event("house.rules_changed", by=by, needs=Right.HOUSE)
    return house


def set_rules_of(
    incident: Incident,
    *,
    second_pair: bool | None,
    hold_seconds: int | None,
    by: Editor | None,
) -> Incident:
    """Give one story rules of its own; None follows the newsroom's. Readers see none of it."""
    refuse_without(Right.HOUSE, by)
    _check(hold_seconds or 0)
    with transaction.atomic():
        row = Incident.objects.select_for_update().get(pk=incident.pk)
        row.second_pair, row.hold_seconds = second_pair, hold_seconds
        row.save(update_fields=["second_pair", "hold_seconds"])
        write_event("incident.rules_changed", by=by, incident=row, needs=Right.HOUSE)
    return row


def set_live_interval(seconds: int, *, by: Editor | None) -> House:
    """Say how often open pages of live stories ask for what is new; they learn it with the answer.

    Raises NotAllowed, WrongValue.
    """
    refuse_without(Right.PUBLISH, by)
    if not SHORTEST_INTERVAL <= seconds <= LONGEST_INTERVAL:
        raise WrongValue(
            f"Give between {SHORTEST_INTERVAL} and {LONGEST_INTERVAL} seconds.",
            field="live_interval",
        )
    with transaction.atomic():
        house, _ = House.objects.update_or_create(pk=1, defaults={"live_interval": seconds})
        write_event("house.live_interval_changed", by=by, needs=Right.PUBLISH)
    return house


def _check(seconds: int) -> None:
    if not 0 <= seconds <= LONGEST_DELAY:
        raise WrongValue(
            f"A text can be held for at most {LONGEST_DELAY:,} seconds; 0 is not at all.",
            field="hold_seconds",
        )
