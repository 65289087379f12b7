"""What a chief removes is gone from every text of every table, and the story says that it is."""

import json

import pytest

from incidents import record
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.redactions.planning import ChosenPiece, Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, updates
from incidents.models import (
    Address,
    Content,
    Incident,
    KeptDifference,
    Redaction,
    Version,
    VersionPiece,
)
from incidents.operations.verifying import verify
from tests import factories
from tests.actions.redactions.scenes import NAME, chief, everywhere, removed, stored_texts

pytestmark = pytest.mark.django_db


def test_a_name_is_gone_from_every_column_of_every_table() -> None:
    everywhere()
    terms = Terms([NAME])
    before = {place for place, value in stored_texts() if terms.stand_in(value)}

    done = removed()

    assert len(before) > 20
    assert {place: value for place, value in stored_texts() if terms.stand_in(value)} == {}
    assert done.left.count == 0


def test_the_history_still_verifies() -> None:
    everywhere()

    removed()

    assert verify().faults == []


def test_each_story_says_what_was_removed_and_who_decided() -> None:
    story = everywhere()

    done = removed()

    newest = Version.objects.filter(incident=story).latest("number")
    piece = VersionPiece.objects.select_related("content").get(version=newest, key="redaction")
    told = json.loads(piece.content.canonical)
    assert {row.headline for row in done.announced} >= {"Another case", "A third case"}
    assert newest.kind == Version.Kind.REDACTION
    assert (told["category"], told["decided_by"]) == ("court_order", "Carla Head")
    assert {"update-1", "headline", "slug", "lead", "note", "byline", "correction"} <= {
        entry["piece"] for entry in told["removed"]
    }
    assert all(Content.objects.get(hash=entry["hash"]).salt == b"" for entry in told["removed"])


def test_what_stands_says_the_rest_as_before() -> None:
    story = everywhere()

    removed()

    page = record.of(Incident.objects.get(pk=story.pk))
    assert page.headline == "[removed] goes to court"
    assert page.lead_html == "<p>Police hold [removed], see this.</p>"
    assert page.updates[1].html == (
        "<p><em>[removed]</em> is 35.</p>\n<p>The court sits at nine.</p>"
    )
    assert page.sources[0].outlet == "Agency"
    assert page.sources[0].url == ""
    assert page.path.endswith("/removed-goes-to-court")


def test_working_rows_and_pieces_still_agree() -> None:
    story = everywhere()
    removed()
    row = story.updates.get(number=1)
    before = Version.objects.count()

    updates.edit(row, UpdateText(body=row.body), by=None, kind="typo")
    editing.edit(
        Incident.objects.get(pk=story.pk),
        StoryEdit(lead=Incident.objects.get(pk=story.pk).lead),
        by=None,
        kind="typo",
    )

    assert Version.objects.count() == before


def test_addresses_that_say_it_are_gone_and_others_stay() -> None:
    story = everywhere()
    old = list(Address.objects.filter(incident=story).values_list("path", flat=True))

    done = removed()

    stand = Address.objects.filter(incident=story).values_list("path", flat=True)
    assert len(old) == done.addresses == 2
    assert [path for path in stand if path in old] == []
    assert Incident.objects.get(pk=story.pk).path in stand
    assert all(record.current_path(f"/news/{path}") is None for path in old)


def test_a_related_story_is_found_at_its_new_address() -> None:
    story = everywhere()

    removed()

    other = Incident.objects.get(headline="Another case")
    related = record.of(other).related
    frozen = record.story_at(f"/news/{other.path}", 1)
    now = f"/news/{Incident.objects.get(pk=story.pk).path}"
    assert now in [entry.path for entry in related]
    assert frozen is not None
    assert [entry.path for entry in frozen.related] == [now]


def test_untouched_versions_stay_byte_for_byte() -> None:
    story = factories.story("A quiet place", lead="<p>Nothing happened.</p>")
    factories.update(story, f"<p>{NAME} arrived.</p>")
    path = f"/news/{story.path}"
    before = record.story_at(path, 1)

    removed()

    after = record.story_at(path, 1)
    assert before is not None
    assert after is not None
    assert after.article == before.article


def test_a_story_whose_older_texts_alone_say_it_announces_it_too() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    editing.edit(story, StoryEdit(lead="<p>Nobody.</p>"), by=None, kind="correction", note="Wrong.")

    removed()

    newest = Version.objects.filter(incident=story).latest("number")
    assert (newest.number, newest.kind) == (3, "redaction")
    assert record.of(Incident.objects.get(pk=story.pk)).lead_html == "<p>Nobody.</p>"
    assert verify().faults == []


def test_marks_stay_round_the_words_that_are_left() -> None:
    story = factories.story("A quiet place", lead="<p>Seven men.</p>")
    lead = f"<p>{NAME} saw it.</p><p>Nine men.</p>"
    editing.edit(story, StoryEdit(lead=lead), by=None, kind="correction", note="Nine, and who saw.")

    removed()

    fragment = record.of(Incident.objects.get(pk=story.pk)).lead_fragment
    assert "<p>[removed] saw it.</p>" in fragment.replace(
        '<mark class="corrected" data-version="2">', ""
    ).replace("</mark>", "")
    assert '<mark class="corrected" data-version="2">Nine</mark>' in fragment


def test_whole_fields_go_where_that_is_meant() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME}.</p><p>More of it.</p>")

    removed(whole=True)

    page = record.of(Incident.objects.get(pk=story.pk))
    assert page.lead_html == "<p>[This text was removed.]</p>"
    assert page.headline == "A quiet place"


def test_chosen_texts_go_whole_with_their_working_rows() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Somebody's photograph.</p>", headline="Seen")
    removal = Removal(pieces=(ChosenPiece(story.pk, "update-1", 2),))

    redact(removal, category="copyright", note="Not ours.", by=chief())

    update.refresh_from_db()
    entry = record.of(Incident.objects.get(pk=story.pk)).updates[0]
    assert entry.html == update.body == "<p>[This text was removed.]</p>"
    assert entry.headline == update.headline == "[removed]"
    assert not any("photograph" in value for _, value in stored_texts())
    assert verify().faults == []


def test_an_older_text_may_go_while_the_standing_one_stays() -> None:
    story = factories.story(lead="<p>Old words.</p>")
    editing.edit(story, StoryEdit(lead="<p>New words.</p>"), by=None, kind="addition", note="More.")
    removal = Removal(pieces=(ChosenPiece(story.pk, "lead", 1),))

    redact(removal, category="copyright", note="Not ours.", by=chief())

    assert record.of(Incident.objects.get(pk=story.pk)).lead_html == "<p>New words.</p>"
    assert not KeptDifference.objects.filter(first__icontains="Old").exists()
    assert not any("Old words" in value for _, value in stored_texts())


def test_a_second_redaction_of_the_same_text_takes_more_out() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME} met John Smith.</p>")
    removed()

    removed("John Smith")

    assert (
        record.of(Incident.objects.get(pk=story.pk)).lead_html == "<p>[removed] met [removed].</p>"
    )
    assert verify().faults == []
    assert Redaction.objects.filter(content__pieces__number=1).count() == 2


def test_a_retracted_text_does_not_come_back_with_its_update() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Somebody's photograph.</p>")
    updates.retract(update, by=None, note="Not ours.")
    removal = Removal(pieces=(ChosenPiece(story.pk, "update-1", 2),))

    redact(removal, category="copyright", note="Not ours.", by=chief())
    updates.restore(update, by=None, note="Without it.")

    entry = record.of(Incident.objects.get(pk=story.pk)).updates[0]
    assert entry.html == "<p>[This text was removed.]</p>"
    assert not any("photograph" in value for _, value in stored_texts())


@pytest.mark.usefixtures("as_app")
def test_the_site_s_own_role_has_the_rights_that_it_takes() -> None:
    everywhere()

    done = removed()

    assert done.left.count == 0
    assert verify().faults == []
