"""What becomes of the parts of an update that two editors changed at once."""

import json
import re
from datetime import timedelta

import pytest

from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import StaleBase
from incidents.actions.stories import editing, updates
from incidents.models import Content, Incident, Source, Update
from incidents.record.ledger import standing
from tests import factories

pytestmark = pytest.mark.django_db


def _with_sources() -> tuple[Update, list[int]]:
    story = factories.story()
    texts = [SourceText(outlet=name) for name in ("Agency", "Ministry", "Witness")]
    editing.edit(story, StoryEdit(sources=texts), by=None, note="Three sources.")
    keys = list(Source.objects.order_by("number").values_list("pk", flat=True))
    update = factories.update(Incident.objects.get(pk=story.pk), "<p>News.</p>", cites=keys[:1])
    return update, keys


def _base(update: Update) -> int:
    return Incident.objects.get(pk=update.incident_id).version_number


def test_citations_that_two_editors_added_all_stay() -> None:
    update, keys = _with_sources()
    base = _base(update)
    updates.edit(update, UpdateText(cites=keys[:2]), by=None, note="One more.")

    mine = UpdateText(cites=[keys[0], keys[2]])
    updates.edit(update, mine, by=None, note="Another.", base=base)

    cited = update.citations.order_by("source__number").values_list("source_id", flat=True)
    assert list(cited) == keys


def test_a_citation_that_one_editor_took_off_stays_off() -> None:
    update, keys = _with_sources()
    base = _base(update)
    updates.edit(update, UpdateText(cites=[keys[1]]), by=None, note="The ministry said so.")

    mine = UpdateText(cites=[keys[0], keys[2]])
    updates.edit(update, mine, by=None, note="Another.", base=base)

    cited = update.citations.order_by("source__number").values_list("source_id", flat=True)
    assert list(cited) == keys[1:]


def test_a_time_that_another_editor_set_is_not_written_over() -> None:
    update, _ = _with_sources()
    base = _base(update)
    theirs = update.at + timedelta(hours=1)
    text = UpdateText(at=theirs)
    updates.edit(update, text, by=None, kind="correction", note="The hour was wrong.")

    mine = UpdateText(at=update.at + timedelta(hours=2))
    with pytest.raises(StaleBase):
        updates.edit(update, mine, by=None, kind="correction", note="Mine.", base=base)

    assert Update.objects.get(pk=update.pk).at == theirs


def test_a_stale_edit_does_not_bring_back_what_was_redacted_meanwhile() -> None:
    chief = factories.editor("chief", role="chief")
    story = factories.story()
    update = factories.update(story, "<p>Jane Roe fell into a hole. Rescuers came.</p>")
    base = _base(update)
    removal = Removal(terms=Terms(["Jane Roe"]))
    redact(removal, category="privacy", note="A person is protected.", by=chief)

    mine = UpdateText(body="<p>Jane Roe fell into a hole. Rescuers came at dawn.</p>")
    with pytest.raises(StaleBase):
        updates.edit(update, mine, by=None, kind="addition", note="The hour.", base=base)

    assert "Jane Roe" not in Update.objects.get(pk=update.pk).body


def test_what_a_redaction_shows_cannot_be_guessed_from_its_hash() -> None:
    chief = factories.editor("chief", role="chief")
    story = factories.story()
    update = factories.update(story, "<p>Jane Roe met Max Moe.</p>")
    held = standing(story.pk, keys=[update.piece_key])[update.piece_key].hash

    redact(Removal(terms=Terms(["Jane Roe"])), category="privacy", note="One person.", by=chief)

    shown = Content.objects.get(hash=held)
    assert "Max Moe" in shown.canonical
    assert len(json.loads(shown.canonical)["nonce"]) == 32
    assert re.search("<!-- [0-9a-f]{32} -->$", shown.html)
