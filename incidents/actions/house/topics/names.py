"""The names and addresses of topics: every one leads to one topic, also those of before."""

import re
from collections.abc import Iterable, Sequence
from itertools import count

from django.db.models import F, Q
from django.db.models.functions import Lower

from incidents.actions.refusals import WrongValue, refuse_overlong
from incidents.models import Topic, TopicAddress, TopicAlias
from incidents.text.addresses.slugs import slug
from incidents.text.sanitise import lines

LONGEST_SLUG = 80


def by_names(names: Sequence[str]) -> dict[str, Topic]:
    """The topics behind some names, by what was given: their own name, then another of theirs.

    Small and capital letters are one, but for a topic that is called exactly so.
    """
    exact = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    small = {name.lower() for name in names}
    found: dict[str, Topic] = {}
    aliases = TopicAlias.objects.alias(small=Lower("name")).filter(small__in=small)
    for row in aliases.select_related("topic"):
        found[row.name.lower()] = row.topic
    rows = Topic.objects.alias(small=Lower("name"), printed=Lower("public_name"))
    for topic in rows.filter(Q(small__in=small) | Q(printed__in=small)).order_by("-pk"):
        found[topic.public_name.lower()] = topic
    for topic in rows.filter(small__in=small).order_by("-pk"):
        found[topic.name.lower()] = topic
    held = {name: exact.get(name) or found.get(name.lower()) for name in names}
    return {name: topic for name, topic in held.items() if topic is not None}


def alias(topic: Topic, name: str) -> None:
    """Let a topic be found under another name, whose address leads to it, where it is free."""
    own = {topic.name.lower(), topic.public_name.lower()}
    if not name or name.lower() in own:
        return
    held = TopicAlias.objects.filter(name__iexact=name).first()
    if held is None:
        row = TopicAlias(topic=topic, name=name)
        refuse_overlong(row)
        row.save()
    keep_address(topic, slug(name, limit=LONGEST_SLUG))


def set_aliases(topic: Topic, names: Iterable[str]) -> None:
    """Make the other names of a topic exactly these; addresses that lead to it stay.

    Raises WrongValue for a name that belongs to another topic.
    """
    wanted = {name.lower(): name for name in lines(names)}
    for name in (topic.name, topic.public_name):
        wanted.pop(name.lower(), None)
    for name in wanted.values():
        _refuse_taken(topic, name)
    topic.aliases.exclude(name__in=wanted.values()).delete()
    for name in wanted.values():
        alias(topic, name)


def _refuse_taken(topic: Topic, name: str) -> None:
    others = Topic.objects.exclude(pk=topic.pk)
    named = Q(name__iexact=name) | Q(public_name__iexact=name) | Q(aliases__name__iexact=name)
    if other := others.filter(named).first():
        words = (
            f"“{name}” is a name of the topic “{other}” already: merge the two, or leave it out."
        )
        raise WrongValue(words, field="aliases")


def keep_address(topic: Topic, name: str) -> None:
    """Let an address lead to a topic, unless it is that of another one."""
    if not Topic.objects.filter(slug=name).exists():
        TopicAddress.objects.get_or_create(slug=name, defaults={"topic": topic})


def move_address(topic: Topic) -> None:
    """Give a topic the address of the name that readers see; the old one leads there."""
    wanted = slug(topic.printed_name, limit=LONGEST_SLUG)
    if wanted == topic.slug:
        return
    own = TopicAddress.objects.filter(topic=topic, slug=wanted)
    old, topic.slug = topic.slug, wanted if own.exists() else free_slug(topic.printed_name)
    own.delete()
    topic.save(update_fields=["slug"])
    keep_address(topic, old)


def moved_to(slugs: Iterable[str]) -> dict[str, Topic]:
    """The topics to which former addresses lead, by slug."""
    rows = TopicAddress.objects.filter(slug__in=slugs).select_related("topic")
    return {row.slug: row.topic for row in rows}


def free_slug(name: str) -> str:
    """A slug for a topic that no other topic has or had."""
    return free_slugs([name])[name]


def free_slugs(names: Iterable[str]) -> dict[str, str]:
    """Slugs for topics of these names, which none has or had: two queries for any number."""
    wanted = {name: slug(name, limit=LONGEST_SLUG) for name in names}
    taken = _taken(Q(slug__in=wanted.values()))
    if taken:
        stems = "|".join(map(re.escape, sorted(taken)))
        taken |= _taken(Q(slug__regex=f"^({stems})-[0-9]+$"))
    free: dict[str, str] = {}
    for name, stem in wanted.items():
        forms = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
        free[name] = next(form for form in forms if form not in taken)
        taken.add(free[name])
    return free


def _taken(which: Q) -> set[str]:
    former = TopicAddress.objects.order_by().filter(which).values_list(F("slug"))
    held = Topic.objects.order_by().filter(which).values_list(F("slug"))
    return {found for (found,) in held.union(former)}
