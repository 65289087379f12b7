"""Who an anonymous source is can be read by the named few, and stands nowhere in the clear."""

import io
import json
import logging
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.views.debug import ExceptionReporter
from pytest_django import Settings

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.parts import identities
from incidents.actions.parts.identities import note_identity, read_identity
from incidents.actions.refusals import NotAllowed, NothingWritten, TooLong, WrongValue
from incidents.actions.stories import editing
from incidents.models import Editor, Event, Source, SourceIdentity
from tests import factories

WHO = "Zebulon Quartermaine, ministry, room 17"
WORDS = ("Zebulon", "Quartermaine")


@pytest.fixture
def anna(db: None) -> Editor:
    """Who knows the source."""
    return factories.editor()


@pytest.fixture
def ben(db: None) -> Editor:
    """A chief editor, who is told nothing for that."""
    return factories.editor("ben", role=Editor.Role.CHIEF)


@pytest.fixture
def source(db: None) -> Source:
    """An anonymous source on the list of a story."""
    return sources("An officer", "Another officer")[0]


def sources(*outlets: str, kind: str = Source.Kind.ANONYMOUS) -> list[Source]:
    texts = [SourceText(outlet=outlet, kind=kind) for outlet in outlets]
    return list(factories.story(sources=texts).sources.order_by("number"))


def verbs() -> list[str]:
    found = Event.objects.filter(verb__startswith="identity.").order_by("id")
    return list(found.values_list("verb", flat=True))


def test_who_noted_a_name_and_who_is_named_can_read_it(
    source: Source, anna: Editor, ben: Editor
) -> None:
    note_identity(source, who=f"  {WHO}\n", readers=[ben], by=anna)

    assert read_identity(source, by=anna) == WHO
    assert read_identity(source, by=ben) == WHO
    told = Event.objects.filter(verb="identity.read").order_by("id")
    assert list(told.values_list("by", "subject", "incident")) == [
        (anna.pk, source.piece_key, source.incident_id),
        (ben.pk, source.piece_key, source.incident_id),
    ]


def test_nobody_else_can_and_every_try_is_written_down(
    source: Source, anna: Editor, ben: Editor
) -> None:
    root = factories.editor("root", is_superuser=True)
    note_identity(source, who=WHO, by=anna)
    note_identity(source, who=WHO, by=anna, readers=[ben])
    note_identity(source, who=WHO, by=anna)

    for other in (ben, root):
        with pytest.raises(NotAllowed):
            read_identity(source, by=other)
        with pytest.raises(NotAllowed):
            note_identity(source, who="Somebody", by=other)

    assert read_identity(source, by=anna) == WHO
    assert verbs() == ["identity.noted"] * 3 + ["identity.refused"] * 2 + ["identity.read"]


def test_an_account_that_was_closed_reads_nothing(source: Source, anna: Editor) -> None:
    note_identity(source, who=WHO, by=anna)
    anna.is_active = False
    anna.save()

    with pytest.raises(NotAllowed):
        read_identity(source, by=anna)


def test_a_name_that_was_never_noted_is_refused_in_the_same_words(
    source: Source, anna: Editor, ben: Editor
) -> None:
    note_identity(source, who=WHO, by=anna)
    unnamed = source.incident.sources.get(number=2)
    said = []

    for one in (source, unnamed):
        with pytest.raises(NotAllowed) as refused:
            read_identity(one, by=ben)
        said.append(str(refused.value))

    assert said[0] == said[1]


def test_what_makes_no_sense_is_refused(source: Source, anna: Editor) -> None:
    (witness,) = sources("A witness", kind=Source.Kind.WITNESS)
    auditor = factories.editor("otto", role=Editor.Role.AUDITOR)

    for refused, given in (
        (NothingWritten, {"source": source, "who": " \x00\n", "by": anna}),
        (TooLong, {"source": source, "who": "x" * 2001, "by": anna}),
        (WrongValue, {"source": witness, "who": WHO, "by": anna}),
        (NotAllowed, {"source": source, "who": WHO, "by": auditor}),
    ):
        with pytest.raises(refused):
            note_identity(**given)  # type: ignore[arg-type]

    assert not SourceIdentity.objects.exists()


def test_it_opens_for_its_own_source_and_key_alone(
    source: Source, anna: Editor, settings: Settings
) -> None:
    row = note_identity(source, who=WHO, by=anna)
    other = note_identity(source.incident.sources.get(number=2), who="Somebody", by=anna)
    SourceIdentity.objects.filter(pk=other.pk).update(ciphertext=row.ciphertext)

    with pytest.raises(identities.Unopenable):
        read_identity(other.source, by=anna)
    settings.IDENTITY_KEY = b"k" * 32
    with pytest.raises(identities.Unopenable, match="IDENTITY_KEY"):
        read_identity(source, by=anna)
    for broken in (b"", b"\x01", bytes(row.ciphertext)[:-1], b"\x01" + b"x" * 300):
        SourceIdentity.objects.filter(pk=row.pk).update(ciphertext=broken)
        with pytest.raises(identities.Unopenable):
            read_identity(source, by=anna)


def test_the_same_name_is_never_sealed_twice_alike_nor_shows_its_length(
    source: Source, anna: Editor
) -> None:
    noted = (note_identity(source, who=who, by=anna) for who in (WHO, WHO, "Al"))
    sealed = [bytes(row.ciphertext) for row in noted]

    assert len(set(sealed)) == 3
    assert len({len(one) for one in sealed}) == 1


def test_the_name_stands_in_no_column_log_export_or_error_page(
    source: Source,
    anna: Editor,
    ben: Editor,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.DEBUG)

    note_identity(source, who=WHO, by=anna, readers=[ben])
    read_identity(source, by=ben)
    editing.edit(
        source.incident, StoryEdit(lead="<p>More.</p>"), by=anna, kind="addition", note="A"
    )
    call_command("export_incidents", str(tmp_path / "archive"), stdout=io.StringIO())

    texts = {**dict(stored_texts()), "log": caplog.text, "log raw": repr(caplog.records)}
    texts |= {str(file): file.read_text() for file in tmp_path.iterdir()}
    texts["rows"] = json.dumps(list(SourceIdentity.objects.values("source", "readers")))
    texts["page"] = repr(SourceIdentity.objects.get()) + str(SourceIdentity.objects.get())
    assert len(texts) > 50
    sought = (*WORDS, *(word.encode().hex() for word in WORDS))
    assert [place for place, text in texts.items() if any(one in text for one in sought)] == []


def test_an_error_report_hides_the_name(
    source: Source, anna: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(identities, "write_event", broken)

    with pytest.raises(RuntimeError) as failed:
        note_identity(source, who=f"{'Zebulon'} {'Quarter'}{'maine'}", by=anna)

    frames = ExceptionReporter(None, failed.type, failed.value, failed.tb).get_traceback_frames()
    shown = [frame for frame in frames if frame["function"] in {"note_identity", "_sealed"}]
    assert shown
    assert not any("Quartermaine" in str(frame["vars"]) for frame in shown)


def test_the_administration_does_not_know_of_it() -> None:
    assert not admin.site.is_registered(SourceIdentity)


def test_it_goes_with_its_source(source: Source, anna: Editor) -> None:
    note_identity(source, who=WHO, by=anna)

    editing.edit(source.incident, StoryEdit(sources=[]), by=None, note="None.")

    assert not SourceIdentity.objects.exists()


def stored_texts() -> list[tuple[str, str]]:
    """Everything in every column of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT coalesce(string_agg("{column}"::text, chr(10)), \'\') FROM "{table}"'
            )
            row = cursor.fetchone()
            found.append((f"{table}.{column}", row[0] if row else ""))
    return found
