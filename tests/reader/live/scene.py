"""A story in parts, as a test moves it on: what its page, its answers and its stream say."""

import json
import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string

PATH = "/news/2026/11/22/shots/"
SHEETS = ("pages/reader", "reader/live")
SCRIPTS = ("local-time", "play-video", "since-last-read", "live/live")
PARAGRAPHS = 6
AT = "2026-11-22T13:30:00Z"

Parts = dict[str, str | None]
Change = dict[str, Any]


def update(number: int, text: str = "", *, mark: str = "", body: str = "") -> str:
    """The part of one update: long enough that a page of a few can be scrolled."""
    said = text or f"Report {number} from the border."
    marked = f'<p class="marks"><span class="mark">{mark}</span></p>' if mark else ""
    inside = f'<h3 class="update-headline">Headline {number}</h3><p>{said}</p>'
    rest = body or "".join(
        f"<p>Paragraph {line} of update {number}: {'all is quiet along the line. ' * 6}</p>"
        for line in range(PARAGRAPHS)
    )
    return item(number, f"{marked}{inside}{rest}")


def item(number: int, inside: str) -> str:
    """The part of one update, with this below its number and time."""
    return (
        f'<div class="update-item" data-part="update-{number}">'
        f'<section class="update" id="update-{number}"><h2><a href="#update-{number}">'
        f"Update {number} - "
        f'<time datetime="{AT}">1430 CET</time></a></h2>{inside}</section></div>'
    )


def line(number: int) -> str:
    """The line of one update in the list of updates."""
    return f'<li data-part="timeline-{number}"><a href="#update-{number}">Update {number}</a></li>'


def single(name: str, inside: str) -> str:
    """A part that stands once on the page."""
    return f'<div data-part="{name}">{inside}</div>'


@dataclass
class Story:
    """What the server tells: the story's parts as they stand, and every change that led there."""

    title: str = "Shots heard"
    language: str = "en"
    direction: str = "ltr"
    version: int = 1
    state: str = "live"
    interval: float = 10
    first: int = 1
    parts: Parts = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def of(cls, count: int, language: str = "en", direction: str = "ltr") -> "Story":
        """A story with so many updates."""
        story = cls(language=language, direction=direction)
        story.parts = {
            "head": single("head", "<h1>Shots heard</h1><p>Live</p>"),
            "summary": '<div data-part="summary" hidden></div>',
            "lead": single("lead", f"<p>{'It began in the night. ' * 20}</p>"),
            "changes": single("changes", "<p>Version 1</p>"),
        }
        for number in range(1, count + 1):
            story.parts |= {f"update-{number}": update(number), f"timeline-{number}": line(number)}
        return story

    def change(self, kind: str, parts: Parts, **facts: object) -> Change:
        """One more version: these parts read otherwise now, as does the list of changes."""
        self.version += 1
        changed = single("changes", "".join(f"<p>Version {n + 1}</p>" for n in range(self.version)))
        now = {**parts, "changes": changed}
        self.title = str(parts.get("title") or self.title)
        self.parts = {
            name: html
            for name, html in (self.parts | now).items()
            if html is not None and name != "title"
        }
        entry: Change = {"version": self.version, "kind": kind, "parts": now, "pieces": {}}
        self.changes.append({**entry, "updates": {}, **facts})
        return self.changes[-1]

    def post(self) -> Change:
        """One more update."""
        number = 1 + max((self.number(name) for name in self.parts), default=0)
        head = single("head", f"<h1>Shots heard</h1><p>Live, {number} updates</p>")
        parts: Parts = {"title": f"Shots heard (Updated {number})", "head": head}
        parts |= {f"update-{number}": update(number), f"timeline-{number}": line(number)}
        return self.change("update", parts, updates={"new": [number]})

    def correct(self, number: int, text: str = "Corrected text.") -> Change:
        """A correction of one update, which makes it longer."""
        part = update(number, text, mark="Corrected at 1440 CET")
        return self.change("correction", {f"update-{number}": part}, updates={"changed": [number]})

    def retract(self, number: int) -> Change:
        """Nothing is left of one update but its number and the reason."""
        said = f"Update {number} was retracted at 1440 CET: It was wrong."
        part = item(number, f'<p class="tombstone">{said}</p>')
        facts = {"retracted": [number]}
        return self.change("retraction", {f"update-{number}": part}, updates=facts)

    def withdraw(self) -> None:
        """Nothing is left of the story but the words that say so."""
        self.change("retraction", {}, reload=True)
        self.state, self.title = "retracted", "Retracted: Shots heard"

    @staticmethod
    def number(name: str) -> int:
        found = re.fullmatch(r"update-(\d+)", name)
        return int(found[1]) if found else 0

    def listed(self, stem: str) -> str:
        names = [name for name in self.parts if name.startswith(f"{stem}-")]
        names.sort(key=lambda name: -int(name.rpartition("-")[2]))
        return "".join(self.parts[name] or "" for name in names)

    def html(self) -> str:
        """The page as anybody gets it who asks for it now."""
        page = SimpleNamespace(
            status=self.state, changed_printed="1612 CET", language=self.language, path=PATH[:-1],
            key="a2c1",
        )  # fmt: skip
        spoken = render_to_string("components/spoken.html")
        return (TOMBSTONE if self.state == "retracted" else PAGE).format(
            story=self,
            path=PATH,
            sheets="".join(f'<link rel="stylesheet" href="/static/css/{it}.css">' for it in SHEETS),
            scripts="".join(
                f'<script type="module" src="/static/js/reader/{it}.js"{spoken}></script>'
                for it in SCRIPTS
            ),
            line=render_to_string("reader/live/line.html", {"page": page}),
            dock=render_to_string("reader/live/dock.html", {"page": page}),
            updates=self.listed("update"),
            timeline=self.listed("timeline"),
        )

    def after(self, number: int) -> str:
        """What `changes/after/N` answers."""
        changes = [entry for entry in self.changes if entry["version"] > number]
        return json.dumps({"after": number, **self.facts(), "changes": changes})

    def facts(self) -> dict[str, object]:
        """How the story stands, as a stream and an answer tell."""
        return {
            "state": self.state,
            "interval": self.interval,
            "newest": self.version,
            "time": "16:31",
            "next": self.version,
        }


HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>{story.title} · News</title>{sheets}{scripts}</head><body>
<main id="content" class="content" tabindex="-1">"""
ARTICLE = """<article class="story" lang="{story.language}" dir="{story.direction}"
 data-title="{story.title}" data-live="{path}" data-key="a2c1"
 data-version="{story.version}" data-state="{story.state}"
 data-first="{story.first}" data-last="">"""
PAGE = f"""{HEAD}<div class="story-layout"><div class="story-main">
{ARTICLE}
{{story.parts[head]}}{{line}}{{story.parts[summary]}}
<div class="updates" data-parts="updates" data-local-time>{{updates}}</div>
{{story.parts[lead]}}{{story.parts[changes]}}</article></div>
<aside class="story-aside"><ol data-parts="timeline">{{timeline}}</ol></aside></div>{{dock}}</main>
</body></html>"""
TOMBSTONE = f"""{HEAD}{ARTICLE}<p>We have withdrawn this story.</p>{{line}}</article>{{dock}}
</main></body></html>"""
