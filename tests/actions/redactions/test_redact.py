"""What a chief removes is gone from every text of every table, and the story says that it is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from incidents import record
from incidents.actions import editing, imports, lifecycle, reports, updates
from incidents.actions.house import notice, topics
from incidents.actions.imports.items import ImportedItem, ImportedState
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.redactions import planning, redact as redactions
from incidents.actions.redactions.planning import ChosenPiece, Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import (
    NotAllowed,
    NoteNeeded,
    NothingWritten,
    Unconfirmed,
    WrongValue,
)
from incidents.models import (
    Address,
    Byline,
    Content,
    Editor,
    Event,
    Incident,
    KeptDifference,
    Link,
    Purge,
    Redaction,
    Report,
    Source,
    Topic,
    Version,
    VersionPiece,
)
from incidents.operations.verifying import verify
from tests import factories

pytestmark = pytest.mark.django_db

NAME = "Zoë Ørnulf"
NOTE = "A court ordered us to remove a name."


def chief(**fields: object) -> Editor:
    return factories.editor("chief", role="chief", first_name="Carla", last_name="Head", **fields)


def removed(words: str = NAME, **given: Any) -> redactions.Done:  # noqa: ANN401
    values: dict[str, Any] = {"category": "court_order", "note": NOTE, "confirmed": False}
    by = values | given
    whole = bool(by.pop("whole", False))
    by.setdefault("by", Editor.objects.filter(role="chief").first() or chief())
    return redact(Removal(Terms([words]), whole=whole), **by)


def everywhere() -> Incident:
    """A story that says the name in every place where a story can say one, and others around it."""
    writer = factories.editor("zoe", first_name="Zoë", last_name="Ørnulf")
    story = factories.draft(
        f"{NAME} is held",
        topic_line=f"The case of {NAME}",
        lead=f'<p>Police hold {NAME}, see <a href="https://example.org/zoe-ornulf">this</a>.</p>',
        captions=[f"{NAME} in court"],
        status_line=f"{NAME} is still held",
        topics=topics.named([NAME, "Court"], by=None),
        sources=[
            SourceText(
                outlet="Agency",
                title=f"{NAME} arrested",
                url="https://example.org/Zo%C3%AB%20%C3%98rnulf",
                quote=f"We hold {NAME}",
                via=f"the lawyer of {NAME}",
            )
        ],
    )
    story = lifecycle.publish(story, by=writer)
    update = factories.update(story, f"<p>{NAME} is 34.</p><p>The court sits at nine.</p>")
    updates.edit(
        update,
        UpdateText(body="<p><em>Zoë</em> Ørnulf is 35.</p><p>The court sits at nine.</p>"),
        by=writer,
        kind="correction",
        note=f"{NAME} is 35.",
        particulars=Particulars(wrong=f"{NAME} is 34.", right=f"{NAME} is 35.", noticed="reader"),
    )
    factories.update(story, "<p>Nothing about anybody.</p>", headline=f"On {NAME}")
    editing.edit(
        Incident.objects.get(pk=story.pk),
        StoryEdit(headline="Zoe Ornulf goes to court", move=True),
        by=None,
        note="New",
    )
    other = factories.story("Another case", related=[RelatedChoice(story=story)])
    factories.story("A third case", related=[RelatedChoice(title=f"{NAME} at home")])
    updates.retract(factories.update(other), by=None, note=f"It was about {NAME}.")
    factories.draft("A draft", lead=f"<p>What {NAME} said.</p>")
    updates.draft(other, UpdateText(body=f"<p>{NAME} again.</p>"), by=None)
    report = reports.send(
        story, piece="lead", version=1, message=f"I know {NAME}.", senders=("a", "b")
    )
    reports.answer(report, by=None, text=f"So do we know {NAME}.")
    LogEntry.objects.create(
        user=writer, content_type=ContentType.objects.get_for_model(Incident), object_id="1",
        object_repr=f"{NAME} is held", action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"name": NAME}}]),
    )  # fmt: skip
    return Incident.objects.get(pk=story.pk)


def stored_texts() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table of the database, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            if table == "incidents_editor":
                continue
            cursor.execute(f'SELECT DISTINCT "{column}"::text FROM "{table}"')
            for (value,) in cursor.fetchall():
                if value:
                    yield f"{table}.{column}", value


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
    assert not KeptDifference.objects.filter(html__contains="Old").exists()
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


def test_a_retracted_story_is_cleaned_too() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    lifecycle.retract(story, by=None, note=f"{NAME} was never there.")

    done = removed()

    again = Incident.objects.get(pk=story.pk)
    assert again.retraction_reason == "[removed] was never there."
    assert done.left.count == 0
    assert record.of(again).retracted


def test_the_notice_of_the_house_is_cleaned_with_every_story_that_shows_it() -> None:
    story = factories.story("A quiet place")
    notice.set_verification_notice(f"Ask {NAME}.", by=None)

    removed()

    assert record.of(Incident.objects.get(pk=story.pk)).notice == "Ask [removed]."
    assert factories.story("A later one").verification_notice == ""
    assert not any(Terms([NAME]).stand_in(value) for _, value in stored_texts())


def test_names_that_would_become_equal_stay_apart() -> None:
    topics.create("Zoe Ornulf", by=None)
    topics.create("Zoë Ørnulf", by=None)

    removed()

    assert Topic.objects.values_list("name", flat=True).distinct().count() == 2
    assert set(Topic.objects.values_list("slug", flat=True)) == {"removed", "removed-2"}


def test_a_topic_keeps_its_own_page() -> None:
    factories.topic("Removed")
    story = factories.story("A quiet place", topics=topics.named([NAME], by=None))

    removed()

    topic = Topic.objects.get(name="[removed]")
    page = record.of(Incident.objects.get(pk=story.pk))
    assert topic.slug == page.topics[0].slug == "removed-2"


def test_a_byline_is_renamed_and_accounts_are_only_told_of() -> None:
    everywhere()

    done = removed()

    assert [account.username for account in done.left.accounts] == ["zoe"]
    assert Byline.objects.filter(name="Name removed", slug="removed").exists()
    assert Editor.objects.get(username="zoe").last_name == "Ørnulf"


def test_a_source_loses_its_link_and_nobody_else_does() -> None:
    everywhere()
    factories.story("Kept", sources=[SourceText(outlet="A", url="https://example.org/kept")])

    removed()

    assert [link.url for link in Link.objects.all()] == ["https://example.org/kept"]
    assert Source.objects.get(outlet="Agency").link is None


def test_no_event_tells_what_was_removed() -> None:
    everywhere()

    removed()

    events = Event.objects.filter(verb="incident.redacted")
    assert set(events.values_list("subject", flat=True)) == {""}
    assert events.filter(by__role="chief").count() == events.count() > 3


def test_caches_are_told_to_forget() -> None:
    story = everywhere()

    removed()

    tags = {tag for purge in Purge.objects.all() for tag in purge.tags}
    assert {f"story:{story.pk}", "front", f"day:{story.date}"} <= tags


def test_looking_changes_nothing() -> None:
    everywhere()
    before = sorted(stored_texts())

    plan = planning.preview(Removal(Terms([NAME])))

    assert sorted(stored_texts()) == before
    assert len(plan.texts) > 15
    assert not any(Terms([NAME]).stand_in(text.shown.canonical) for text in plan.texts)
    assert not any(Terms([NAME]).stand_in(text.shown.html) for text in plan.texts)
    assert set(plan.addresses.values()) == {"2017/02/25/removed-goes-to-court"}


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_nobody_but_a_chief_removes_anything(role: str) -> None:
    factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    someone = factories.editor("someone", role=role)

    with pytest.raises(NotAllowed):
        removed(by=someone)

    with pytest.raises(NotAllowed):
        removed(by=None)
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"note": " "}, NoteNeeded),
        ({"note": "We removed zoe-ørnulf."}, WrongValue),
        ({"category": ""}, WrongValue),
        ({"category": "because"}, WrongValue),
    ],
)
def test_ground_and_note_are_needed_and_do_not_say_it(
    given: dict[str, str], refusal: type[Exception]
) -> None:
    factories.story("A quiet place", lead=f"<p>{NAME}.</p>")

    with pytest.raises(refusal):
        removed(**given)

    assert not Redaction.objects.exists()


def test_a_chief_does_not_sign_with_the_name_that_goes() -> None:
    factories.story("A quiet place", lead="<p>Carla Head.</p>")

    with pytest.raises(WrongValue, match="byline"):
        removed("Carla Head", by=chief())


def test_what_stands_nowhere_is_not_removed() -> None:
    factories.story()

    with pytest.raises(NothingWritten):
        removed("Nobody Anywhere")


def test_more_than_anybody_expects_has_to_be_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everywhere()
    monkeypatch.setattr(redactions, "MANY", 5)

    with pytest.raises(Unconfirmed):
        removed()

    assert removed(confirmed=True).left.count == 0
    assert not Report.objects.filter(message__contains="Zo").exists()


def test_an_imported_story_is_known_again_though_its_key_said_it() -> None:
    state = ImportedState(at=factories.MORNING, headline=f"{NAME} is held")
    item = ImportedItem(
        key="2019/03/01/zoe-ornulf",
        date=factories.FEBRUARY,
        time_zone="UTC",
        states=(state,),
        digest="a",
        line=1,
    )
    imports.load([item], format_name="tests")
    removed()

    report = imports.load([item], format_name="tests")

    assert (report.stories, report.already_held) == (0, 1)
    assert not any(Terms([NAME]).stand_in(value) for _, value in stored_texts())
