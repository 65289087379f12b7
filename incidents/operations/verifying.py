"""Checking the history: every hash computed again, every chain followed from its first version."""

from collections.abc import Sequence

from incidents.models import Address, Incident
from incidents.operations.checking import chains, heads, redactions, texts, whole, working
from incidents.operations.checking.findings import Fault, Findings
from incidents.operations.checking.reading import one_moment

First = dict[int, tuple[int, str]]
"""By story, the number of the first version that does not hold, and why."""


def stories_at(slug: str) -> list[int]:
    """The stories that have, or had, an address of this slug or path."""
    path = slug.strip("/").removeprefix("news/")
    named = Address.objects.filter(path=path) | Address.objects.filter(path__endswith=f"/{path}")
    return sorted(set(named.values_list("incident_id", flat=True)))


def verify(incidents: Sequence[int] | None = None) -> Findings:
    """Check the chains of these stories, or of all with the signed heads, as they stand now.

    Nothing has to be locked, and what is published meanwhile is left out.
    """
    signed = heads.every() if incidents is None else []
    with one_moment():
        given, standing = whole.last_positions()
        head = max(given, standing)
        found = Findings(heads=len({kept.size for kept in signed}))
        redacted = redactions.every(head)
        first = _wrong_texts(head, incidents, redacted, found)
        roots = heads.Roots(frozenset(kept.size for kept in signed))
        followed = chains.follow(head, incidents, redactions.as_written(redacted), roots)
        found.chains, found.bare = len(followed.chains), followed.bare
        found.versions = sum(chain.versions for chain in followed.chains.values())
        _earliest(first, {key: c.fault for key, c in followed.chains.items() if c.fault})
        found.faults.extend(_named(first))
        ends = dict(whole.wrong_ends(head, incidents))
        found.faults.extend(fault for story, fault in ends.items() if story not in first)
        known = first.keys() | ends.keys()
        differing = working.differing(incidents)
        found.faults.extend(fault for story, fault in differing if story not in known)
        if incidents is None:
            found.faults.extend(whole.wrong_positions(given, standing))
            found.faults.extend(heads.wrong(signed, roots))
    return found


def _wrong_texts(
    head: int,
    incidents: Sequence[int] | None,
    redacted: Sequence[redactions.Redacted],
    found: Findings,
) -> First:
    """What texts and redactions show by themselves, before any chain is looked at."""
    blanked: set[str] = set()
    first: First = {}
    newest = redactions.newest(redacted)
    for story, number, reason in texts.wrong_texts(head, incidents, newest, blanked):
        _earliest(first, {story: (number, reason)})
    for story, number, reason in redactions.unlawful(redacted, incidents):
        _earliest(first, {story: (number, reason)})
    found.redacted = len(blanked)
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
