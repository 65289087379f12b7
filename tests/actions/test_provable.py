"""What the ledger keeps of errors, approvals and names, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.blanking import blank
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Blanked, Particulars
from incidents.actions.ledger.writing import Pending, append, write_down
from incidents.actions.refusals import Conflicted, Unconfirmed
from incidents.actions.stories import editing, updates
from incidents.models import (
    Byline,
    Content,
    Editor,
    Incident,
    KeptDifference,
    Purge,
    Redaction,
    Update,
    Version,
)
from incidents.record.ledger import Value, standing
from tests import factories

pytestmark = pytest.mark.django_db

THREE = "<p>Seven were hurt. A bridge was closed. Rescuers came.</p>"


def _piece(story: Incident, key: str) -> Value:
    found = standing(story.pk, keys=[key])[key].value
    assert found is not None
    return found


def _edit(update: Update, body: str, **fields: object) -> Update:
    kind = fields.pop("kind", "correction")
    note = fields.pop("note", "The number was wrong.")
    text = UpdateText(body=body)
    return updates.edit(update, text, by=None, kind=kind, note=note, **fields)  # type: ignore[arg-type]


def test_a_correction_keeps_what_was_wrong_since_when_and_who_noticed() -> None:
    story = factories.story()
    update = factories.update(story, "<p>A bridge was closed.</p>")
    _edit(update, THREE, kind="addition", note="More is known.")
    _edit(update, THREE.replace("bridge", "road"), kind="clarification", note="It is a road.")

    _edit(
        update,
        THREE.replace("bridge", "road").replace("Seven", "Nine"),
        particulars=Particulars(noticed="reader", grave=True),
    )

    corrections = _piece(story, "correction")["corrections"]
    assert isinstance(corrections, list)
    (error,) = corrections
    assert isinstance(error, dict)
    assert error["wrong"] == "Seven were hurt."
    assert error["right"] == "Nine were hurt."
    assert error["entered"] == 3
    assert isinstance(error["stood"], int)
    assert (error["noticed"], error["grave"], error["piece"]) == ("reader", True, "update-1")


def test_a_note_stands_on_the_text_and_the_new_words_are_marked() -> None:
    story = factories.story()
    update = factories.update(story, THREE)

    _edit(update, THREE.replace("Seven", "Nine"))

    html = standing(story.pk, keys=["update-1"])["update-1"].html
    assert '<mark class="corrected" data-version="3">Nine</mark> were hurt.' in html
    assert html.index("Rescuers came.") < html.index("The number was wrong.")


def test_a_grave_correction_stands_above_the_text() -> None:
    story = factories.story()
    update = factories.update(story, THREE)

    _edit(update, THREE.replace("Seven", "Nine"), particulars=Particulars(grave=True))

    html = standing(story.pk, keys=["update-1"])["update-1"].html
    assert html.index("The number was wrong.") < html.index("Rescuers came.")


def test_a_mark_moves_with_its_words_and_goes_with_them() -> None:
    story = factories.story()
    update = factories.update(story, THREE)
    _edit(update, THREE.replace("Seven", "Nine"))

    longer = "<p>It was night. Nine were hurt. A bridge was closed.</p>"
    _edit(update, longer, kind="addition", note="The hour.")
    moved = standing(story.pk, keys=["update-1"])["update-1"].html
    _edit(update, "<p>It was night.</p>", kind="clarification", note="Shorter.")
    gone = standing(story.pk, keys=["update-1"])["update-1"].html

    assert 'data-version="3">Nine</mark>' in moved
    assert 'data-version="3"' not in gone
    assert "The number was wrong." in gone


def test_a_typo_that_changes_a_number_has_to_be_confirmed() -> None:
    story = factories.story()
    update = factories.update(story, THREE)
    changed = THREE.replace("Seven", "Nine")

    with pytest.raises(Unconfirmed) as refused:
        _edit(update, changed, kind="typo", note="")
    _edit(update, changed, kind="typo", note="", particulars=Particulars(confirmed=True))

    assert refused.value.reasons
    assert Version.objects.get(incident=story, number=3).kind == "typo"


def test_an_error_put_right_is_called_a_correction() -> None:
    story = factories.story()
    update = factories.update(story, THREE)

    with pytest.raises(Unconfirmed):
        _edit(update, THREE.replace("came", "arrived"), kind="clarification", note="It was wrong.")

    assert Version.objects.filter(incident=story).count() == 2


def test_a_stale_edit_of_another_sentence_is_merged() -> None:
    story = factories.story()
    update = factories.update(story, THREE)
    _edit(update, THREE.replace("Seven", "Nine"))

    mine = THREE.replace("Rescuers came.", "Rescuers came at dawn.")
    _edit(update, mine, kind="addition", note="The hour.", base=2)

    body = Update.objects.get(pk=update.pk).body
    assert body == "<p>Nine were hurt. A bridge was closed. Rescuers came at dawn.</p>"


def test_a_stale_edit_of_the_same_sentence_is_given_to_a_person() -> None:
    story = factories.story()
    update = factories.update(story, THREE)
    _edit(update, THREE.replace("Seven", "Nine"))

    with pytest.raises(Conflicted) as refused:
        _edit(update, THREE.replace("hurt", "killed"), base=2)

    (conflict,) = refused.value.merges["html"].conflicts
    assert ("killed" in conflict.yours, "Nine" in conflict.theirs) == (True, True)
    assert "killed" not in Update.objects.get(pk=update.pk).body


def test_two_stale_headlines_are_given_to_a_person() -> None:
    story = factories.story("First")
    editing.edit(story, StoryEdit(headline="Theirs"), by=None, note="Better.")

    with pytest.raises(Conflicted) as refused:
        editing.edit(story, StoryEdit(headline="Mine"), by=None, note="Best.", base=1)

    assert set(refused.value.merges) == {"text"}
    assert Incident.objects.get(pk=story.pk).headline == "Theirs"


def test_versions_know_the_name_they_were_signed_with() -> None:
    anna = factories.editor("anna")
    story = factories.story()

    updates.post(story, UpdateText(body="<p>News.</p>"), by=anna)
    updates.post(story, UpdateText(body="<p>More.</p>"), by=anna)

    byline = Byline.objects.get(name=anna.byline)
    assert byline.slug == "anna-editor"
    assert byline.versions.count() == 2
    assert Version.objects.get(incident=story, number=1).byline is None


def test_the_difference_of_a_rewritten_text_is_kept() -> None:
    story = factories.story()
    update = factories.update(story, THREE)

    _edit(update, THREE.replace("Seven", "Nine"))

    kept = KeptDifference.objects.get()
    assert kept.new_id == standing(story.pk, keys=["update-1"])["update-1"].hash
    assert "<del>" in kept.first[0]
    assert "Nine" in kept.first[0]


def _pending(story: Incident, **fields: object) -> Pending:
    values: dict[str, object] = {
        "incident": story,
        "verb": "incident.edited",
        "kind": "status",
        "at": timezone.now(),
        "by": None,
        "pieces": {"status": write_down("status", {"status": "live", "line": "", "reason": ""})},
    }
    return Pending(**(values | fields))  # type: ignore[arg-type]


def test_nobody_approves_their_own_change() -> None:
    anna = factories.editor("anna")
    story = factories.story()

    with pytest.raises(IntegrityError, match="version_approver_is_another"), transaction.atomic():
        append([_pending(story, by=anna, approver=anna)])


def test_an_approval_is_part_of_the_hash() -> None:
    anna, boris = factories.editor("anna"), factories.editor("boris")
    story = factories.story()

    append([_pending(story, by=anna, approver=boris)])

    version = Version.objects.get(incident=story, number=2)
    assert version.approver_key == boris.key


@pytest.mark.parametrize("kind", ["gossip", ""])
def test_the_list_of_kinds_is_closed(kind: str) -> None:
    story = factories.story()

    with pytest.raises(IntegrityError, match="version_kind_known"), transaction.atomic():
        append([_pending(story, kind=kind)])


def test_the_database_wants_the_note_that_a_kind_needs() -> None:
    story = factories.story()

    with pytest.raises(IntegrityError, match="version_note_where_needed"), transaction.atomic():
        append([_pending(story, kind="correction")])


def _redact(story: Incident, key: str, canonical: str, by: Editor | None = None) -> None:
    with change(story, "story.redacted", by=by, note="A person is protected.") as locked:
        held = standing(story.pk, keys=[key])[key]
        locked.blanked.append(Blanked(held.hash, "privacy", canonical, ""))
        where: Value = {"version": held.number, "piece": key, "hash": held.hash}
        told: Value = {"category": "privacy", "decided_by": "", "removed": [where]}
        locked.asides["redaction"] = told
        locked.touch("topic_line", {"text": "Changed"}, Version.Kind.REDACTION)


def test_a_redaction_leaves_the_hash_and_takes_salt_and_text() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Jane Roe was seen.</p>")
    _edit(update, "<p>A woman was seen.</p>")
    Purge.objects.all().delete()

    _redact(story, "update-1", '{"html":"[removed]"}')

    row = Content.objects.get(hash=standing(story.pk, keys=["update-1"])["update-1"].hash)
    assert bytes(row.salt) == b""
    assert row.canonical.startswith('{"html":"[removed]","nonce":"')
    assert Redaction.objects.get().category == "privacy"
    assert not KeptDifference.objects.exists()
    assert f"story:{story.pk}" in Purge.objects.get().tags


def test_no_text_goes_without_a_redaction() -> None:
    story = factories.story()
    held = standing(story.pk, keys=["headline"])["headline"]

    with pytest.raises(IntegrityError, match="without a redaction"), transaction.atomic():
        Content.objects.filter(hash=held.hash).update(salt=b"", canonical='{"text":""}', html="")


def test_nothing_else_than_the_redaction_says_may_stand_in_its_place() -> None:
    story = factories.story()
    held = standing(story.pk, keys=["headline"])["headline"]
    _redact(story, "headline", '{"text":"[removed]"}')

    with pytest.raises(IntegrityError, match="without a redaction"), transaction.atomic():
        Content.objects.filter(hash=held.hash).update(canonical='{"text":"Something else"}')


def test_a_change_without_redactions_blanks_nothing() -> None:
    story = factories.story()

    with change(story, "incident.looked_at", by=None) as locked:
        blank(locked)

    assert not Redaction.objects.exists()
    assert not Purge.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM incidents_content WHERE octet_length(salt) = 0")
        assert cursor.fetchone() == (0,)
