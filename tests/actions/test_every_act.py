"""Nothing public changes without a version: any sequence of acts, watched from outside."""

import dataclasses
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from incidents import record
from incidents.actions.drafts import keeping, outgoing
from incidents.actions.house import notice, topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.refusals import NotPublished, Refused
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Draft, Editor, Incident, Topic, Update, Version
from tests import factories


@dataclasses.dataclass(frozen=True)
class Step:
    """One act of an editor, sensible or not."""

    act: str
    text: str
    note: str
    kind: str
    place: int
    sources: list[SourceText]


WORDS = st.sampled_from(["seven", "nine", "the border", "a village", "troops", "no losses", ""])
TEXTS = st.lists(WORDS, min_size=0, max_size=4).map(" ".join)
NOTES = st.sampled_from(["", "Because.", "A wrong figure."])
KINDS = st.sampled_from(["", "correction", "clarification", "addition", "typo", "nonsense"])
SOURCES = st.builds(SourceText, outlet=st.sampled_from(["Agency", "Ministry", ""]), title=TEXTS)
ACTS = st.sampled_from(
    [
        "draft",
        "post",
        "publish",
        "edit",
        "retract",
        "restore",
        "sources",
        "topics",
        "related",
        "end",
        "reopen",
        "retract_story",
        "restore_story",
        "rename_topic",
        "notice",
        "edit_both",
        "discard",
    ]
)
STEPS = st.lists(
    st.builds(
        Step,
        act=ACTS,
        text=TEXTS,
        note=NOTES,
        kind=KINDS,
        place=st.integers(0, 5),
        sources=st.lists(SOURCES, max_size=3),
    ),
    min_size=4,
    max_size=14,
)


class Newsroom:
    """One story, its neighbours, and one way to do each act."""

    def __init__(self) -> None:
        self.pk = factories.story(topics=topics.named(["Border"], by=None)).pk
        self.other = factories.story("Another story", topics=topics.named(["Border"], by=None))

    @property
    def incident(self) -> Incident:
        """The story as it stands."""
        return Incident.objects.get(pk=self.pk)

    def act(self, step: Step) -> None:
        """Do one act; refusals are fine, they must only leave nothing behind."""
        try:
            with transaction.atomic():
                getattr(self, step.act)(step)
        except Refused:
            return

    def draft(self, step: Step) -> None:
        factories.draft_update(self.incident, step.text)

    def post(self, step: Step) -> None:
        headline = step.text if step.place % 2 else ""
        updates.post(
            self.incident,
            UpdateText(body=step.text, new_sources=step.sources),
            by=None,
            headline=headline,
            move=step.place > 3,
        )

    def publish(self, step: Step) -> None:
        outgoing.publish(self._draft(step.place), by=Editor.objects.get())

    def discard(self, step: Step) -> None:
        keeping.discard(self._draft(step.place), by=Editor.objects.get())

    def edit(self, step: Step) -> None:
        update = self._update(step.place)
        edited = UpdateText(body=step.text, new_sources=step.sources)
        updates.edit(update, edited, by=None, kind=step.kind, note=step.note)

    def retract(self, step: Step) -> None:
        updates.retract(self._update(step.place), by=None, note=step.note)

    def restore(self, step: Step) -> None:
        updates.restore(self._update(step.place), by=None, note=step.note)

    def _edit_story(self, step: Step, edit: StoryEdit) -> None:
        editing.edit(self.incident, edit, by=None, kind=step.kind, note=step.note)

    def sources(self, step: Step) -> None:
        held = [
            SourceText(outlet=row.outlet, id=row.pk)
            for row in self.incident.sources.exclude(number=None)
        ]
        kept = held[step.place % (len(held) + 1) :][::-1]
        self._edit_story(step, StoryEdit(sources=[*kept, *step.sources]))

    def topics(self, step: Step) -> None:
        chosen = topics.named(step.text.split(), by=None)
        self._edit_story(step, StoryEdit(topics=chosen))

    def related(self, step: Step) -> None:
        ours = [RelatedChoice(story=self.other)] if step.place % 2 else []
        self._edit_story(step, StoryEdit(related=[*ours, RelatedChoice(title=step.text)]))

    def edit_both(self, step: Step) -> None:
        chosen = {self._update(step.place).pk: UpdateText(body=step.text)}
        self._edit_story(
            step,
            StoryEdit(headline=step.text, lead=step.text, updates=chosen, move=bool(step.place)),
        )

    def end(self, step: Step) -> None:
        lifecycle.end(self.incident, by=None, note=step.note, status_line=step.text)

    def reopen(self, step: Step) -> None:
        lifecycle.reopen(self.incident, by=None, note=step.note)

    def retract_story(self, step: Step) -> None:
        lifecycle.retract(self.incident, by=None, note=step.note)

    def restore_story(self, step: Step) -> None:
        lifecycle.restore(self.incident, by=None, note=step.note)

    def rename_topic(self, step: Step) -> None:
        topics.edit(
            Topic.objects.get(name="Border"), by=None, note=step.note, public_name=step.text
        )

    def notice(self, step: Step) -> None:
        notice.set_verification_notice(step.text, by=None, note=step.note)

    def _draft(self, place: int) -> Draft:
        rows = list(Draft.objects.filter(incident=self.incident).order_by("pk"))
        if not rows:
            raise NotPublished("There is no draft yet.")
        return rows[place % len(rows)]

    def _update(self, place: int) -> Update:
        rows = list(Update.objects.filter(incident=self.incident).order_by("pk"))
        if not rows:
            raise NotPublished("There is no update yet.")
        return rows[place % len(rows)]


def _public(story: Incident) -> dict[str, Any]:
    """Everything that a reader sees of a story, but what is no content of its own."""
    page = dataclasses.asdict(record.of(story))
    for outside in ("changes", "version", "position", "hash", "changed_at", "changed_printed"):
        del page[outside]
    del page["newest_version"]
    page["related"] = [entry for entry in page["related"] if entry["chosen"]]
    return page


@pytest.mark.django_db
@given(steps=STEPS)
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_readers_see_changes_by_exactly_one_version_or_not_at_all(
    steps: list[Step], db: None
) -> None:
    with transaction.atomic():
        newsroom = Newsroom()
        for step in steps:
            story = newsroom.incident
            before, number = _public(story), story.version_number

            newsroom.act(step)

            after = newsroom.incident
            assert after.version_number - number == (_public(after) != before), step
        _check_history(newsroom.incident)
        transaction.set_rollback(True)


def _check_history(story: Incident) -> None:
    """No gap, no version without a change, and every past version as it stood."""
    versions = list(Version.objects.filter(incident=story).order_by("number"))
    assert [row.number for row in versions] == list(range(1, story.version_number + 1))
    path = f"/news/{story.path}"
    frozen = [record.story_at(path, row.number) for row in versions]
    articles = [page.article for page in frozen if page is not None]
    assert len(articles) == len(versions)
    if not record.of(story).related:
        assert articles[-1] == record.of(story).article
