"""Topics and related stories of a story, and the one that it translates."""

import uuid
from collections.abc import Sequence

from django.db.models import Q

from incidents.actions.inputs import RelatedChoice
from incidents.actions.ledger import pieces
from incidents.actions.ledger.touches import Change
from incidents.actions.parts import sources
from incidents.actions.refusals import WrongRelation, refuse_overlong
from incidents.models import Incident, IncidentTopic, Related, Topic, Version
from incidents.text.addresses.stories import normalise_address
from incidents.text.sanitise import line


def set_topics(locked: Change, topics: Sequence[Topic]) -> None:
    """Make the topics of a story exactly these, in this order."""
    incident = locked.incident
    wanted = list(dict.fromkeys(topics))
    standing = [link.topic_id for link in incident.topic_links.all()]
    if standing == [topic.pk for topic in wanted]:
        return
    incident.topic_links.all().delete()
    IncidentTopic.objects.bulk_create(
        IncidentTopic(incident=incident, topic=topic, order=order)
        for order, topic in enumerate(wanted)
    )
    locked.tags |= {f"topic:{key}" for key in {*standing, *(topic.pk for topic in wanted)}}
    locked.touch("topics", pieces.topics(wanted), Version.Kind.SOURCES)


def set_related(locked: Change, choices: Sequence[RelatedChoice]) -> None:
    """Make the related stories that the editor chose exactly these, in this order."""
    incident = locked.incident
    links = [_related(incident, order, choice) for order, choice in enumerate(choices)]
    ours = [link.story_id for link in links if link.story_id is not None]
    if len(set(ours)) < len(ours):
        raise WrongRelation("The same story is related twice: keep it once.")
    Related.objects.filter(incident=incident).delete()
    Related.objects.bulk_create(links)
    locked.touch("related", related_value(incident), Version.Kind.SOURCES)


def related_value(incident: Incident) -> pieces.Value:
    """What the story's chosen relations say now."""
    links = list(incident.related_links.select_related("story"))
    ours = [link.story for link in links if link.story is not None]
    return pieces.related(links, shared_topics(incident, ours))


def shared_topics(incident: Incident, others: Sequence[Incident]) -> dict[int, list[str]]:
    """The public names of the topics that other stories share with this one, by story."""
    shared: dict[int, list[str]] = {}
    links = IncidentTopic.objects.filter(
        incident__in=others, topic__incident_links__incident=incident
    ).select_related("topic")
    for link in links:
        shared.setdefault(link.incident_id, []).append(link.topic.printed_name)
    return {key: sorted(names) for key, names in shared.items()}


def _related(incident: Incident, order: int, choice: RelatedChoice) -> Related:
    story = choice.story
    if story is None:
        title = line(choice.title)
        if not title:
            raise WrongRelation("A related story needs a title, or has to be one of ours.")
        row = Related(
            incident=incident,
            order=order,
            title=title,
            address=normalise_address(choice.address) or "",
            url=sources.web_address(choice.url),
            date=choice.date,
            contexts=[line(context) for context in choice.contexts],
        )
        refuse_overlong(row)
        return row
    if story.pk == incident.pk:
        raise WrongRelation("A story cannot be related to itself.")
    if not story.is_published or story.retracted_at is not None:
        raise WrongRelation(f"“{story}” is not public: publish it before relating to it.")
    return Related(incident=incident, order=order, story=story)


def set_original(locked: Change, original: Incident | None) -> None:
    """Say of which story this one is a translation; None: of none. Raises WrongRelation."""
    if original is not None:
        _check_original(locked.incident, Incident.objects.get(pk=original.pk))
    if link_original(locked, original.key if original else None):
        locked.touch("about", pieces.about(locked.incident), Version.Kind.SOURCES)


def link_original(locked: Change, original: uuid.UUID | None) -> bool:
    """Note which story this one translates, and whose pages name it now or did so before."""
    before = locked.incident.translation_of
    if not locked.set("translation_of", original):
        return False
    locked.tags |= family_tags(before) | family_tags(original)
    return True


def held_key(key: str) -> uuid.UUID | None:
    """The key of a story that is held, as a history names it; None for any other."""
    rows = Incident.objects.filter(key=key).values_list("key", flat=True) if key else ()
    return next(iter(rows), None)


def family_tags(original: uuid.UUID | str | None) -> set[str]:
    """The pages that name a translation of a story: its own and those of its translations."""
    if not original:
        return set()
    family = Incident.objects.filter(Q(key=original) | Q(translation_of=original))
    return {f"story:{key}" for key in family.values_list("pk", flat=True)}


def _check_original(incident: Incident, original: Incident) -> None:
    """Refuse what would name a story twice, or readers nothing."""
    if original.pk == incident.pk:
        raise WrongRelation("A story cannot be a translation of itself.")
    if not original.is_published or original.retracted_at is not None:
        raise WrongRelation(f"“{original}” is not public: publish it first.")
    if original.translation_of is not None:
        raise WrongRelation(
            f"“{original}” is a translation itself: name the story that it was made from."
        )
    if Incident.objects.filter(translation_of=incident.key).exists():
        raise WrongRelation("Other stories are translations of this one: it is the original.")
    if original.language == incident.language:
        raise WrongRelation(
            f"Both stories are in the same language ({original.language}): say first in which "
            "language this one is."
        )
