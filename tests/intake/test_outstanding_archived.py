"""Whatever stands out of a story survives an archive, and comes back with a version."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from pytest_django import Settings

from incidents import record
from incidents.actions.inputs import StoryEdit, SummaryLine, UpdateText
from incidents.actions.refusals import Refused
from incidents.actions.stories import editing, highlighting, updates, versions
from incidents.models import Incident, Update
from incidents.operations.verifying import verify
from incidents.record.pages import StoryPage
from tests import factories
from tests.intake.archives import emptied, exported, imported

pytestmark = pytest.mark.django_db

UPDATES = 3
WORDS = st.sampled_from(["", "Jane Doe", "Ali Veli; Jane Doe in Baku", "APA & others", "BAKU"])
NUMBERS = st.integers(1, UPDATES)
LINES = st.lists(
    st.tuples(st.sampled_from(["It rains.", "It <em>snows</em>."]), st.sets(NUMBERS)), max_size=3
)
MARKS = ("pin", "unpin", "key", "no-key", "retract", "restore")
ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(MARKS), NUMBERS),
        st.tuples(st.just("sign"), WORDS),
        st.tuples(st.just("warn"), NUMBERS),
        st.tuples(st.just("summary"), LINES),
    ),
    min_size=3,
    max_size=10,
)
FEW = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> None:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"


@FEW
@given(acts=ACTS)
def test_everything_survives_an_archive(acts: list[tuple[str, object]], tmp_path: Path) -> None:
    emptied()
    path = played(acts)
    shown = told(path)
    archive = exported(tmp_path)
    emptied()

    code, said = imported(archive)

    assert code == 0, said
    assert told(path) == shown
    assert verify().faults == []
    stands = Incident.objects.get()
    assert list(Update.objects.filter(pinned=True).values_list("number", flat=True)) == (
        [shown.highlights.pinned] if shown.highlights.pinned else []
    )
    assert [bool(line["words"]) for line in stands.summary] == [True] * len(stands.summary)


@FEW
@given(acts=ACTS, later=ACTS, data=st.data())
def test_everything_comes_back_with_a_version(
    acts: list[tuple[str, object]], later: list[tuple[str, object]], data: st.DataObject
) -> None:
    emptied()
    path = played(acts)
    number = data.draw(st.integers(UPDATES + 1, Incident.objects.get().version_number))
    before = record.story_at(path, number)
    perform(later)

    with suppress(versions.NothingToReturn):
        versions.restore(Incident.objects.get(), number, by=None, note="It was right.")

    assert before is not None
    assert outstanding(told(path)) == outstanding(before)
    assert verify().faults == []


def played(acts: list[tuple[str, object]]) -> str:
    """A story with three updates to which all of this was done; its path."""
    story = factories.story()
    for place in range(UPDATES):
        factories.update(story, f"<p>News number {place}.</p>")
    perform(acts)
    return f"/news/{Incident.objects.get().path}"


def perform(acts: list[tuple[str, object]]) -> None:
    for name, what in acts:
        try:
            with transaction.atomic():
                _act(name, what)
        except Refused:
            continue


def _act(name: str, what: object) -> None:
    story = Incident.objects.get()
    if name == "sign":
        edit = StoryEdit(authors=str(what), dateline=str(what)[:4])
        editing.edit(story, edit, by=None, kind="addition", note="By whom.")
    elif name == "summary":
        lines = [SummaryLine(words, tuple(numbers)) for words, numbers in what]  # type: ignore[attr-defined]
        highlighting.summarise(story, lines, by=None)
    else:
        _act_on(name, Update.objects.select_related("incident").get(number=str(what)))


def _act_on(name: str, row: Update) -> None:
    note = "It was so."
    match name:
        case "pin":
            highlighting.pin(row, by=None)
        case "unpin":
            highlighting.unpin(row, by=None)
        case "key" | "no-key":
            highlighting.mark_key_event(row, by=None, key_event=name == "key")
        case "retract":
            updates.retract(row, by=None, note=note)
        case "restore":
            updates.restore(row, by=None, note=note)
        case _:
            text = UpdateText(warning=f"Blood {row.marks and len(row.marks)}.", authors="Jane Doe")
            updates.edit(row, text, by=None, kind="addition", note=note)


def told(path: str) -> StoryPage:
    page = record.story(path)
    assert page is not None
    return page


def outstanding(page: StoryPage) -> object:
    """What stands out, but for the moment of the summary, which is that of its return."""
    found = page.highlights
    lines = [(line.html, line.updates) for line in found.summary.lines] if found.summary else []
    kept = [line for line in lines if line[0]]
    numbers = [event.number for event in found.key_events]
    texts = [(entry.warning, entry.credits, entry.retracted) for entry in page.updates]
    return found.credits, found.pinned, numbers, kept, texts
