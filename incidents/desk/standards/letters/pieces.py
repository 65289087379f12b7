"""What a report is about: a piece of a public story, as it stood and as it stands."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from incidents import record
from incidents.models import Incident, Report, Update
from incidents.record.ledger import Value, standing
from incidents.record.printing import piece_name
from incidents.record.reading import text
from incidents.record.stories import published
from incidents.text.addresses.stories import normalise_address, story_path, within_typed
from incidents.text.lineage import markup, places
from incidents.text.sanitise import body_from_text

REPORTABLE = ("lead", "update", "headline", "topic_line", "captions", "source", "notice", "status")
LONGEST_NUMBER = 9
_PIECE = re.compile(rf"(?:{'|'.join(REPORTABLE)})(?:-[0-9]{{1,{LONGEST_NUMBER}}})?")


@dataclass(frozen=True, slots=True)
class Subject:
    """The piece that a report is about, in one version of a public story."""

    incident: Incident
    piece: str
    version: int

    @property
    def name(self) -> str:
        """The piece in readers' words."""
        return name_of(self.piece)

    @property
    def headline(self) -> str:
        """The headline of the story as readers see it now."""
        return headline(self.incident)


def subject(story: str, piece: str, version: str) -> Subject:
    """What a reader wants to report on. Raises Http404 for what is not, or not yet, public."""
    incident = public_story(story)
    number = incident.version_number if not version else _number(version)
    if not 1 <= number <= incident.version_number:
        raise Http404("The story has no such version.")
    known = _PIECE.fullmatch(piece)
    found = standing(incident.pk, keys=[piece], at=number).get(piece) if known else None
    if found is None or found.value is None:
        raise Http404("The story has no such part.")
    return Subject(incident, piece, number)


def headline(incident: Incident) -> str:
    """The headline of a public story, from the ledger alone."""
    found = standing(incident.pk, keys=["headline"]).get("headline")
    return text(found.value, "text") if found else ""


def name_of(piece: str) -> str:
    """A piece in readers' words, with a capital: "Update 3", "Initial report"."""
    name = piece_name(piece)
    return name[:1].upper() + name[1:]


def as_it_stands(report: Report) -> str:
    """The piece as readers see it now, as HTML, with the reported sentence marked where it stands.

    Empty where it is gone.
    """
    found = standing(report.incident_id, keys=[report.piece]).get(report.piece)
    body = "" if found is None else _body(found.value)
    return places.marked(body, {report.version: _places(body, report.selected)}) if body else ""


def correction_address(report: Report) -> str:
    """The form in which an editor corrects the piece, filled in with what the reader said."""
    given = {
        "kind": "correction",
        "noticed": "reader",
        "wrong": report.selected,
        "report": str(report.pk),
    }
    stem, _, number = report.piece.partition("-")
    address = reverse("desk:text", args=[report.incident_id])
    if stem == "update":
        row = Update.objects.get(incident=report.incident_id, number=int(number))
        address = reverse("desk:update", args=[report.incident_id, row.pk])
    elif not is_closed_by_correcting(report):
        return reverse("desk:sources", args=[report.incident_id])
    return f"{address}?{urlencode(given)}"


def is_closed_by_correcting(report: Report) -> bool:
    """Whether saving the correction accepts the report; lists say nothing about an error."""
    return not report.piece.startswith("source")


def public_story(story: str) -> Incident:
    """The story that has or had a path. Raises Http404 for what is not, or not yet, public."""
    path = normalise_address(story_path(within_typed(story)))
    current = record.current_path(story_path(path)) if path else None
    incident = published(current) if current else None
    if incident is None:
        raise Http404("There is no such story.")
    return incident


def _number(written: str) -> int:
    digits = len(written) <= LONGEST_NUMBER and re.fullmatch("[0-9]+", written)
    return int(written) if digits else 0


def _body(value: Value | None) -> str:
    """The text of a piece as a body, whatever kind of piece it is."""
    if value is None:
        return ""
    if "html" in value:
        headline = text(value, "headline")
        return "\n".join(filter(None, (body_from_text(headline), text(value, "html"))))
    said = [item for item in value.values() if isinstance(item, str | list)]
    lines = [line for item in said for line in (item if isinstance(item, list) else [item])]
    return body_from_text("\n\n".join(str(line) for line in lines if line))


def _places(body: str, sentence: str) -> list[tuple[int, int]]:
    """Where a sentence stands in a body, whatever white space is in it; empty where it does not."""
    words = sentence.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = []
    for line in markup.lines(body):
        found += [
            (line.start + match.start(), line.start + match.end())
            for match in pattern.finditer(line.text)
        ]
    return found
