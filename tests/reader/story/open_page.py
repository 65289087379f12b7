"""An open page of a story without a browser: it holds parts, and takes what the server tells."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from incidents.models import Incident

VOID = {"br", "img", "hr", "wbr", "source", "input", "link", "meta"}


class _Parts(HTMLParser):
    """The outer HTML of every element with `data-part`, exactly as it was sent."""

    def __init__(self, sent: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [0]
        for line in sent.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.sent, self.open, self.found, self.article = sent, [], {}, {}  # type: ignore[var-annotated]
        self.feed(sent)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        if tag == "article" and "data-live" in given:
            self.article = given
        self.open.append((tag, given.get("data-part"), self._place()))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, name, start = self.open.pop()
        assert opened == tag, (opened, tag)
        if name:
            assert name not in self.found, f"{name} stands twice"
            self.found[name] = self.sent[start : self.sent.index(">", self._place()) + 1]

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


@dataclass
class OpenPage:
    """What a reader has open: its parts by name, and the attributes of its article."""

    parts: dict[str, str]
    article: dict[str, str]
    reloads: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)

    @property
    def version(self) -> int:
        return int(self.article["data-version"])

    @property
    def address(self) -> str:
        return self.article["data-live"]

    def covers(self, name: str) -> bool:
        """Whether a part is of an update that this page covers, or of none."""
        last = self.article["data-last"]
        if name == "title" or (last and name not in self.parts and not name[-1].isdigit()):
            return not last
        stem, _, number = name.partition("-")
        if stem not in ("update", "timeline") or number in ("", "0"):
            return True
        return int(self.article["data-first"]) <= int(number) <= (int(last) if last else 10**9)

    def catch_up(self, client: Client) -> None:
        """Ask for what came after, until nothing is left, and take it in."""
        while True:
            mark = self.article.get("data-beside")
            asked = f"{self.version}/{mark}" if mark else self.version
            answer = client.get(f"{self.address}changes/after/{asked}")
            if answer.status_code == 301:
                answer = client.get(answer["Location"])
            said = answer.json()
            for entry in said["changes"]:
                self.take(entry, client)
            beside = said.get("beside")
            if beside and said["state"] != "retracted":
                self.parts |= beside["parts"]
                self.article["data-beside"] = beside["mark"]
            if said["next"] == said["newest"]:
                return

    def take(self, entry: dict[str, Any], client: Client) -> None:
        """One change: parts put in the place of others, or the whole page anew."""
        self.told.append(entry)
        if entry["version"] <= self.version:
            return
        if entry.get("reload"):
            assert entry["parts"] == {}
            fresh = opened(client, entry["story"])
            self.parts, self.article = fresh.parts, fresh.article
            self.reloads += 1
            return
        assert entry["version"] == self.version + 1
        for name, html in entry["parts"].items():
            if html is None:
                self.push_off(name)
            elif self.covers(name):
                self.parts[name] = html
        self.article["data-version"] = str(entry["version"])

    def push_off(self, name: str) -> None:
        """A row that stands on a page of older updates from now on; that page keeps it."""
        if not self.article["data-last"]:
            self.parts.pop(name, None)
            first = max(int(self.article["data-first"]), int(name.partition("-")[2]) + 1)
            self.article["data-first"] = str(first)


def opened(client: Client, address: str) -> OpenPage:
    """The page at an address as a browser gets it."""
    answer = client.get(address, follow=True)
    sent = answer.content.decode()
    found = _Parts(sent)
    whole = found.article.get("data-last") == ""
    titled = {"title": found.article["data-title"]} if whole else {}
    return OpenPage(found.found | titled, found.article)


def story_of(incident: Incident) -> str:
    """The address of a story as it is now."""
    return f"/news/{Incident.objects.get(pk=incident.pk).path}/"


def assert_as_fresh(page: OpenPage, client: Client, address: str = "") -> None:
    """Hold that every part that a fresh page shows reads the same here, byte for byte."""
    fresh = opened(client, address or page.address)
    assert page.article["data-version"] == fresh.article["data-version"]
    for name, html in fresh.parts.items():
        assert page.parts.get(name) == html, name
    assert page.parts.keys() <= fresh.parts.keys() | {"title"}
    for name in ("data-first", "data-beside"):
        assert page.article.get(name) == fresh.article.get(name)
