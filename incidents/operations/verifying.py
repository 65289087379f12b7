"""Checking the history: every hash computed again, every chain followed from its first version."""

from collections.abc import Iterator, Sequence

from incidents.models import Address, Incident
from incidents.operations.checking import (
    chains,
    heads,
    names,
    pictures,
    redactions,
    texts,
    whole,
    wordings,
    working,
)
from incidents.operations.checking.findings import Fault, Findings
from incidents.operations.checking.reading import together
from incidents.text.addresses.stories import within_typed

First = dict[int, tuple[int, str]]
"""By story, the number of the first version that does not hold, and why."""


def stories_at(slug: str) -> list[int]:
    """The stories that have, or had, an address of this slug or path."""
    path = within_typed(slug)
    named = Address.objects.filter(path=path) | Address.objects.filter(path__endswith=f"/{path}")
    return sorted(set(named.values_list("incident_id", flat=True)))


def verify(incidents: Sequence[int] | None = None) -> Findings:
    """Check the chains of these stories, or of all with the signed heads, as they stand now.

    Nothing has to be locked, and what is published meanwhile is left out.
    """
    signed = heads.every() if incidents is None else []
    with together() as beside:
        given, standing = whole.last_positions()
        head = max(given, standing)
        found = Findings(heads=len({kept.size for kept in signed}))
        redacted = redactions.every(head)
        newest = redactions.newest(redacted)
        judging = beside(lambda: texts.judge(head, incidents, newest))
        comparing = beside(lambda: list(working.differing(incidents)))
        roots = heads.Roots(frozenset(kept.size for kept in signed))
        followed = chains.follow(head, incidents, redactions.as_written(redacted), roots)
        found.chains, found.bare = len(followed.chains), followed.bare
        found.versions = sum(chain.versions for chain in followed.chains.values())
        ends = dict(whole.wrong_ends(head, incidents))
        judged = judging.result()
        found.redacted = len(judged.redacted)
        first = _first(followed, judged, redactions.unlawful(redacted, incidents))
        found.faults.extend(_named(first))
        found.faults.extend(fault for story, fault in ends.items() if story not in first)
        known = first.keys() | ends.keys()
        found.faults.extend(fault for story, fault in comparing.result() if story not in known)
        found.faults.extend(pictures.wrong(head, incidents))
        if incidents is None:
            found.faults.extend(whole.wrong_positions(given, standing))
            found.faults.extend(names.wrong_slugs())
            found.faults.extend(wordings.wrong())
            found.faults.extend(heads.wrong(signed, roots))
    return found


def _first(
    followed: chains.Followed, judged: texts.Judged, unlawful: Iterator[tuple[int, int, str]]
) -> First:
    """The first version of each story that does not hold, whatever it is that shows it."""
    first = {story: (number, reason) for story, (number, _, reason) in judged.first.items()}
    for story, number, reason in unlawful:
        _earliest(first, {story: (number, reason)})
    _earliest(first, {key: c.fault for key, c in followed.chains.items() if c.fault})
    return first


def _earliest(first: First, more: First) -> None:
    """Take over what stands earlier in a story than what is known of it."""
    for story, fault in more.items():
        if story not in first or fault[0] < first[story][0]:
            first[story] = fault


def _named(first: First) -> list[Fault]:
    """The faults with the addresses of their stories."""
    paths = dict(Incident.objects.filter(pk__in=first).values_list("pk", "path"))
    return [
        Fault(f"{paths.get(story) or f'Story {story}'}, version {number}", reason)
        for story, (number, reason) in sorted(first.items())
    ]
