"""What the desk shows of a summary: how it stands, and which lines somebody has to look at."""

from incidents.actions.parts.highlights import concerns
from incidents.models import Incident
from incidents.record.ledger import Value
from incidents.record.reading import text, whole_numbers
from incidents.text.fragments.credits import inline_plain

HAPPENED = {
    "correction": "corrected",
    "clarification": "clarified",
    "retraction": "retracted",
    "restoration": "restored",
    "redaction": "redacted",
}


def lines_now(incident: Incident) -> list[str]:
    """The lines as they stand now, one for each, with what they rest on."""
    rows = Incident.objects.get(pk=incident.pk).summary
    return [f"{inline_plain(text(line, 'words'))} ({_rests_on(line)})" for line in rows]


def concerns_of(incident: Incident) -> list[str]:
    """What somebody has to look at, line by line, in sentences; one query at the most."""
    found = concerns(incident)
    told = []
    for place, line in enumerate(incident.summary, start=1):
        changed = [number for number in whole_numbers(line, "updates") if number in found]
        told += [
            f"Line {place}: Update {number} was {HAPPENED[found[number]]} since. Look at this line."
            for number in changed
        ]
    return told


def _rests_on(line: Value) -> str:
    numbers = whole_numbers(line, "updates")
    return ", ".join(f"Update {number}" for number in numbers) or "Initial report"
