"""Taking back what one version changed, piece by piece, while what came later stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incidents.actions.ledger.pieces import TOLD
from incidents.actions.parts.page import LISTS, Page
from incidents.actions.parts.showing import shown_by
from incidents.models import Update
from incidents.text.lineage.merging import Merge, Side, merge, merge_lines

RETRACTED = Update.State.RETRACTED
PUBLISHED = Update.State.PUBLISHED

SINGLE = ("slug", "pinned")
"""Pieces that name one thing, which no merge could put together."""

Choices = Mapping[str, Sequence[Side]]
"""How conflicts are settled, by "piece.field": "yours" takes back, "theirs" leaves what stands."""


@dataclass(slots=True)
class Undoing:
    """The page before a version, right after it, and now; and what comes of taking it back.

    `open` are the conflicts that nobody has settled, by "piece.field"; `kept` says in sentences
    what cannot be taken back.
    """

    before: Page
    after: Page
    now: Page
    choices: Choices
    open: dict[str, Merge] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """The page as it would stand."""
        fields = {key: self._single(key) for key in self.now.fields if "-" not in key}
        fields |= {key: self._update(key) for key in self.now.keys("update")}
        lists = {key: self._merged_list(key) for key in LISTS}
        cited = {key: self._merged_list(key) for key in self.now.keys("update")}
        fields |= {key: self._medium(key) for key in self.now.keys("medium")}
        shown = filter(None, map(shown_by, ("lead", *self.now.keys("update"))))
        lists |= {key: self._merged_list(key) for key in shown}
        lists["sources"] = self._sources(
            {key: names for key, names in cited.items() if fields[key]["state"] == PUBLISHED}
        )
        for key in lists["sources"]:
            fields[key] = self._source(key)
        for key, names in cited.items():
            lists[key] = tuple(name for name in names if name in lists["sources"])
            if len(lists[key]) < len(names):
                self.kept.append(f"{_name(key)} cannot cite again what is off the list of sources.")
        return Page(fields, lists, self.now.marks, frozenset())

    def _single(self, key: str) -> dict[str, str]:
        if key not in self.before.fields:
            return self.now.fields[key]
        return {
            name: self._unless_later(key, name) if key in SINGLE else self._met(key, name)
            for name in self.now.fields[key]
        }

    def _unless_later(self, key: str, name: str) -> str:
        """Address and pin go back only where they did not change again: they can at any time."""
        before, after, now = (page.field(key, name) for page in (self.before, self.after, self.now))
        return before if now == after else now

    def _met(self, key: str, name: str) -> str:
        """A field after a three-way merge; as it stands where a person has to choose."""
        before, after, now = (page.field(key, name) for page in (self.before, self.after, self.now))
        if before in (after, now):
            return now
        if now == after:
            return before
        found = (merge if name == "html" else merge_lines)(after, before, now)
        place = f"{key}.{name}"
        sides = self.choices.get(place, ())
        if len(sides) == len(found.conflicts):
            return found.html(sides)
        self.open[place] = found
        return now

    def _update(self, key: str) -> dict[str, str]:
        before, after = self.before.fields.get(key), self.after.fields.get(key)
        now = self.now.fields[key]
        if after is None or self._same(key):
            return now
        if before is None:  # this version posted it
            return {**now, "state": RETRACTED, "reason": now["reason"]}
        if before["state"] != after["state"]:
            return self._state_back(before, now)
        if now["state"] == RETRACTED:
            self.kept.append(f"{_name(key)} is retracted now: its text stays as it was then.")
            return now
        fields = ("html", "headline", "label", "at", "reporting", *TOLD)
        met = {name: self._met(key, name) for name in fields}
        unchanged = now["printed"] == after["printed"]
        return {**now, **met, "printed": before["printed"] if unchanged else now["printed"]}

    def _same(self, key: str) -> bool:
        same_text = self.before.fields.get(key) == self.after.fields.get(key)
        return same_text and self.before.listed(key) == self.after.listed(key)

    def _state_back(self, before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
        """The state that the version changed goes back; a text that was changed later stays."""
        if now["state"] == before["state"]:
            return now
        if before["state"] == RETRACTED:
            return {**now, "state": RETRACTED, "reason": before["reason"]}
        return before

    def _merged_list(self, key: str, stays: frozenset[str] = frozenset()) -> tuple[str, ...]:
        before, after, now = (page.listed(key) for page in (self.before, self.after, self.now))
        if before == after:
            return now
        if now == after and not stays - {*before}:
            return before
        if {*before} == {*after} and now != before:
            self.kept.append(f"The order of the {key} was changed again later: it stays.")
        gone = {*after} - {*before} - stays
        result = [name for name in now if name not in gone]
        for place, name in enumerate(before):
            if name not in after and name not in result:
                earlier = [result.index(other) for other in before[:place] if other in result]
                result.insert(max(earlier, default=-1) + 1, name)
        return tuple(result)

    def _sources(self, cited: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The list of sources; what an update rests on stays, though this version added it."""
        added = {*self.after.listed("sources")} - {*self.before.listed("sources")}
        stays = frozenset(added & {name for names in cited.values() for name in names})
        for name in sorted(stays & {*self.now.listed("sources")}):
            users = ", ".join(_name(key) for key, names in cited.items() if name in names)
            outlet = self.now.field(name, "outlet")
            self.kept.append(f"The source “{outlet}” stays on the list: {users} rests on it.")
        return self._merged_list("sources", stays)

    def _medium(self, key: str) -> dict[str, str]:
        """An image, quoted post or video: as it was, unless it was changed again later."""
        before, after, now = (page.fields.get(key) for page in (self.before, self.after, self.now))
        if before in (None, after) or before == now:
            return self.now.fields[key]
        if now != after:
            self.kept.append(f"{_name(key)} was changed again later: it stays.")
            return self.now.fields[key]
        return self.before.fields[key]

    def _source(self, key: str) -> dict[str, str]:
        if key not in self.now.fields:
            return self.before.fields[key]
        if key not in self.before.fields or key not in self.after.fields:
            return self.now.fields[key]
        return {name: self._met(key, name) for name in self.now.fields[key]}


def _name(key: str) -> str:
    stem, _, number = key.partition("-")
    return f"{stem.capitalize()} {number}"
