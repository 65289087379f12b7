"""Whatever happened before, a version comes back as it was, and nothing else is lost."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from incidents.actions.parts.page import Page, read
from incidents.actions.refusals import IncidentIsRetracted, Refused, WrongRelation
from incidents.actions.stories import versions
from incidents.models import Incident, Version
from incidents.text.lineage.provenance import sentences
from tests.actions.test_every_act import STEPS, Newsroom, Step

pytestmark = pytest.mark.django_db

NOTE = "It was right before."


def _said(page: Page, then: Page) -> object:
    """What a page says but for tombstones, and for what belongs to the whole newsroom.

    These are the names of topics, and the verification notice where the story had none yet.
    """
    shown = [key for key, said in then.fields.items() if said.get("state", "") != "retracted"]
    fields = {key: {**page.fields.get(key, {})} for key in shown if key[:6] != "source"}
    fields |= {key: page.fields[key] for key in page.listed("sources")}
    if not then.field("notice", "text"):
        fields.pop("notice", None)
    return fields, {key: page.listed(key) for key in (*shown, "sources", "topics")}


def _numbers(told: Incident) -> list[int]:
    return list(Version.objects.filter(incident=told).values_list("number", flat=True))


@given(steps=STEPS)
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_after_any_history_a_version_comes_back_as_it_was(steps: list[Step], db: None) -> None:
    with transaction.atomic():
        newsroom = Newsroom()
        for step in steps:
            newsroom.act(step)
        told = newsroom.incident

        for number in _numbers(told):
            _check_restored(told, number)
            _check_undone(told, number)
        _check_newest_undone(told)
        transaction.set_rollback(True)


def _check_restored(told: Incident, number: int) -> None:
    then = read(told, at=number)
    with transaction.atomic():
        try:
            versions.restore(told, number, by=None, note=NOTE)
        except (versions.WholeStory, IncidentIsRetracted, WrongRelation):
            return
        except versions.NothingToReturn:
            assert _said(read(told), then) == _said(then, then)
            return
        now = read(told)
        later = {*now.keys("update")} - {*then.keys("update")}
        assert _said(now, then) == _said(then, then), number
        assert {now.field(key, "state") for key in later} <= {"retracted"}
        assert _newest(told).kind == "restoration"
        _check_called_corrected(told)
        transaction.set_rollback(True)


def _check_undone(told: Incident, number: int) -> None:
    """No sentence that came later goes with a version that is undone."""
    after, now = read(told, at=number), read(told)
    with transaction.atomic():
        try:
            versions.undo(told, number, by=None, note=NOTE)
        except Refused:
            return
        result = read(told)
        _check_called_corrected(told)
        transaction.set_rollback(True)
    for key in ("lead", *result.keys("update")):
        if result.field(key, "state") != "retracted":
            later = {*_sentences(now, key)} - {*_sentences(after, key)}
            assert later <= {*_sentences(result, key)}, (number, key)


def _check_called_corrected(told: Incident) -> None:
    """The lists of stories call corrected what carries such a mark, and nothing else."""
    kinds = {mark["kind"] for marks in read(told).marks.values() for mark in marks}
    corrected = Incident.objects.get(pk=told.pk).corrected
    assert corrected == bool(kinds & {"correction", "clarification"})


def _sentences(page: Page, key: str) -> tuple[str, ...]:
    return sentences(page.field(key, "html"))


def _check_newest_undone(told: Incident) -> None:
    """Undoing the newest version and restoring the one before are the same in content."""
    last = told.version_number
    pages: list[object] = []
    for act, number in ((versions.undo, last), (versions.restore, last - 1)):
        with transaction.atomic():
            try:
                act(told, number, by=None, note=NOTE)
            except Refused as refused:
                pages.append(type(refused).__name__)
            else:
                now = read(told)
                pages.append((now.fields, now.lists))
            transaction.set_rollback(True)
    assert pages[0] == pages[1] or last == 1


def _newest(told: Incident) -> Version:
    return Version.objects.filter(incident=told).latest("number")
