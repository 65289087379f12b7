"""Pages that editors hold open while others save: what they began with, and what stands since."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.test import Client
from django.urls import reverse

from incidents.models import Draft, Incident, Update
from tests.desk.admin.test_saving import place_of
from tests.desk.filled import filled, held

CHANGE = {"kind": "correction", "note": "Put right."}
WORD = re.compile(r"w\d+x")


def words(markup: str) -> list[str]:
    """The words of a text that are found nowhere else."""
    return WORD.findall(markup)


def prose(sentences: list[str]) -> str:
    """A text of one paragraph for every three sentences, each with a word of its own."""
    said = [f"Report {word} stands." for word in sentences]
    parts = [" ".join(said[place : place + 3]) for place in range(0, len(said), 3)]
    return "\n".join(f"<p>{part}</p>" for part in parts)


@dataclass
class Place:
    """A text that can be rewritten: the report of a story, or one of its updates."""

    incident: Incident
    update: Update | None = None

    def standing(self) -> set[str]:
        """The words that readers see there now."""
        if self.update is None:
            return set(words(Incident.objects.get(pk=self.incident.pk).lead))
        return set(words(Update.objects.get(pk=self.update.pk).body))


@dataclass
class OpenPage:
    """A form as one editor has it before them; the same for every door."""

    client: Client
    place: Place
    opening: "Callable[[Client, Place], OpenPage]"
    address: str
    name: str
    values: dict[str, Any]
    form: int | str = -1
    base: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    choices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base = set(self.typed)

    @property
    def typed(self) -> list[str]:
        """The words in the field, in their order."""
        value = self.values[self.name]
        return words(str(value[0] if isinstance(value, list) else value))

    def again(self) -> "OpenPage":
        """The same form, opened anew."""
        return self.opening(self.client, self.place)

    def write(self, sentences: list[str]) -> None:
        """Rewrite the text."""
        self.values[self.name] = prose(sentences)

    def save(self, sides: list[str]) -> "Answer":
        """Send the form, with a side chosen for every question that stands on the page."""
        chosen = dict(zip(self.choices, sides * len(self.choices), strict=False))
        offered = self.shown if self.choices else set()
        before = self.place.standing()
        saved = self._sent(**chosen)
        return Answer(saved, before, self.place.standing(), offered)

    def keep(self) -> Draft | None:
        """Keep the text as a draft; None where the page is shown again instead."""
        key = self.values["request_key"]
        kept = self._sent(draft="1")
        return Draft.objects.get(key=key[0] if isinstance(key, list) else key) if kept else None

    def _sent(self, **pressed: str) -> bool:
        """Send the form; one that comes back is what the page shows from then on."""
        answer = self.client.post(self.address, {**self.values, **CHANGE, **pressed})
        if answer.status_code == HTTPStatus.FOUND:
            return True
        body = answer.content.decode()
        self.shown = set(words(body))
        self.choices = list(dict.fromkeys(re.findall(r'name="(choice-\w+)"', body)))
        self.values = held(answer.content, form=self.form)
        return False


@dataclass
class Answer:
    """What came of a save: what stood before and after it, and what had been put up for choice."""

    saved: bool
    before: set[str]
    after: set[str]
    offered: set[str]


def open_at_desk(client: Client, place: Place) -> OpenPage:
    """The form of the desk for a text."""
    story = place.incident.pk
    if place.update is None:
        address, name = reverse("desk:text", args=[story]), "lead"
    else:
        address, name = reverse("desk:update", args=[story, place.update.pk]), "body"
    values = filled(client, address, form=address, **CHANGE)
    return OpenPage(client, place, open_at_desk, address, name, values, form=address)


def open_in_administration(client: Client, place: Place) -> OpenPage:
    """The form of the administration for a story, in which its updates are rows."""
    address = reverse("admin:incidents_incident_change", args=[place.incident.pk])
    values = filled(client, address, **CHANGE)
    name = "lead" if place.update is None else f"{place_of(values, place.update)}-body"
    return OpenPage(client, place, open_in_administration, address, name, values)
