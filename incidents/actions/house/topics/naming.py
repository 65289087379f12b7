"""Topics are made, found by their names, changed and deleted."""

from collections.abc import Sequence
from copy import copy

from django.db import transaction

from incidents.actions.house.topics.names import (
    alias,
    by_names,
    free_slug,
    free_slugs,
    move_address,
    set_aliases,
)
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import changes, write_event
from incidents.actions.refusals import (
    NothingWritten,
    TopicInUse,
    WrongValue,
    refuse_overlong,
    refuse_without,
)
from incidents.models import Editor, Incident, Right, Topic, TopicAlias, Version
from incidents.models.topic import WIKIDATA
from incidents.text.sanitise import line

__all__ = ["create", "delete", "edit", "free_slugs", "named"]

FIELDS = ("name", "kind", "public_name", "qualifier", "description", "wikidata")


def named(names: Sequence[str], *, by: Editor | None) -> list[Topic]:
    """The topics of these names, in order and each once; those that are new are made."""
    wanted = list(dict.fromkeys(filter(None, map(line, names))))
    held = by_names(wanted)
    return list(dict.fromkeys(held.get(name) or create(name, by=by) for name in wanted))


def create(
    name: str,
    *,
    by: Editor | None,
    kind: str = Topic.Kind.OTHER,
    public_name: str = "",
    qualifier: str = "",
    description: str = "",
    wikidata: str = "",
) -> Topic:
    """Make a topic; one of that name that stands already is given back as it is.

    Its address comes from the name that readers see, where there is one.
    """
    cleaned = line(name)
    if not cleaned:
        raise NothingWritten("A topic needs a name.", field="name")
    shown, before, number = line(public_name), line(qualifier), read_wikidata(wikidata)
    refuse_overlong(Topic(name=cleaned, public_name=shown, qualifier=before))
    if other := TopicAlias.objects.filter(name__iexact=cleaned).select_related("topic").first():
        return other.topic
    with transaction.atomic():
        topic, made = Topic.objects.get_or_create(
            name=cleaned,
            defaults={
                "slug": free_slug(shown or cleaned),
                "kind": kind,
                "public_name": shown,
                "qualifier": before,
                "description": line(description),
                "wikidata": number,
            },
        )
        if made:
            write_event("topic.created", by=by, subject=f"topic-{topic.pk}")
    return topic


def edit(
    topic: Topic,
    *,
    by: Editor | None,
    note: str,
    aliases: Sequence[str] | None = None,
    move: bool = False,
    **given: str | None,
) -> Topic:
    """Change a topic; each public story that prints it differently makes a version.

    `given` are the `FIELDS` that change. A name that it had stays as one of its `aliases`, unless
    these are given too; `move` gives it the address of its printed name, and the old one leads
    there. Raises NotAllowed, NothingWritten, WrongValue, TooLong, NoteNeeded.
    """
    refuse_without(Right.PUBLISH, by)
    standing = Topic.objects.get(pk=topic.pk)
    wanted = _with(copy(standing), given)
    stories = Incident.objects.filter(topic_links__topic=topic, retracted_at=None)
    differs = move or pieces.topics([wanted]) != pieces.topics([standing])
    with changes(list(stories) if differs else [], "topic.edited", by=by, note=note) as locked:
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        before = row.name
        _check(_with(row, given))
        row.save()
        _rename(row, before, aliases)
        if move:
            move_address(row)
        if not locked:
            write_event("topic.edited", by=by, subject=f"topic-{row.pk}")
        for story in locked:
            story.subject = f"topic-{row.pk}"
            story.tags.add(f"topic:{row.pk}")
            listed = Topic.objects.filter(incident_links__incident=story.incident)
            value = pieces.topics(listed.order_by("incident_links__order"))
            story.touch("topics", value, Version.Kind.SOURCES)
    return row


def read_wikidata(text: str) -> str:
    """The number of a thing at Wikidata: "Q1492", also out of an address there."""
    number = line(text).rstrip("/").rpartition("/")[2].upper()
    if number and not WIKIDATA.fullmatch(number):
        raise WrongValue("A number of Wikidata is a Q and digits, such as Q1492.", field="wikidata")
    return number


def _with(row: Topic, given: dict[str, str | None]) -> Topic:
    for name, value in given.items():
        if name not in FIELDS:
            raise TypeError(f"a topic has no field {name!r} to change")
        if value is not None:
            cleaned = read_wikidata(value) if name == "wikidata" else line(value)
            setattr(row, name, cleaned)
    return row


def _rename(row: Topic, before: str, aliases: Sequence[str] | None) -> None:
    """Keep the name of before, and let no alias be the name itself."""
    row.aliases.filter(name__iexact=row.name).delete()
    if aliases is not None:
        set_aliases(row, aliases)
    elif row.name != before:
        alias(row, before)


def _check(row: Topic) -> None:
    if not row.name:
        raise NothingWritten("A topic needs a name.", field="name")
    others = Topic.objects.exclude(pk=row.pk)
    other = (
        others.filter(name=row.name).first()
        or others.filter(aliases__name__iexact=row.name).first()
    )
    if other is not None:
        words = f"There is a topic called “{row.name}” already: merge the two, or keep them apart."
        raise WrongValue(words, field="name")
    refuse_overlong(row)


def delete(topic: Topic, *, by: Editor | None) -> None:
    """Delete a topic that no story carries."""
    with transaction.atomic():
        if topic.incident_links.exists():
            raise TopicInUse(f"Stories carry the topic “{topic}”: take it off them first.")
        write_event("topic.deleted", by=by, subject=f"topic-{topic.pk}", needs=Right.PUBLISH)
        topic.delete()
