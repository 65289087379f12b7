"""The five sample pages, from the file through the command to the public JSON.

Everything is compared with what was found in the pages by hand; the pages are not copied here.
"""

import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from incidents import record
from incidents.formats import Site
from incidents.formats.as_json import JsonFormat
from incidents.models import Incident

pytestmark = pytest.mark.django_db

SITE = Site(name="Harbour Desk", url="https://news.example")
LIVE, INDEX, ARTICLES = 0, 1, (2, 3, 4)
FORMATS = ("liveblog-text", "context-markdown", *["article-text"] * len(ARTICLES))

Told = dict[str, Any]


class Seeds:
    """The pages, what was found in them by hand, and what the public is told after the import."""

    def __init__(self, shared: Path) -> None:
        self.facts: list[Told] = json.loads((shared / "facts/seed_facts.json").read_text())["seeds"]
        self.files = [shared / "seeds" / fact["file"] for fact in self.facts]

    def line(self, seed: int, number: int) -> str:
        """A line of a page, counted from 1."""
        return _even(self.files[seed].read_text().split("\n")[number - 1])

    def told(self, seed: int) -> Told:
        """The story of a page as it stands, as its JSON says it."""
        fact = self.facts[seed]
        incident = Incident.objects.get(headline=fact.get("headline") or fact["title"])
        told: Told = json.loads(JsonFormat().write(record.of(incident), SITE))
        return told


@pytest.fixture
def seeds(shared: Path) -> Seeds:
    """All five pages, imported."""
    seeds = Seeds(shared)
    for file, name, fact in zip(seeds.files, FORMATS, seeds.facts, strict=True):
        date = ["--date", fact["date_inferred"][:10]] if "date_inferred" in fact else []
        call_command(
            "import_incidents",
            *("--from", name, *date, str(file)),
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )
    return seeds


@pytest.mark.parametrize("seed", [LIVE, INDEX, *ARTICLES])
def test_headline_date_and_counter_are_those_of_the_page(seeds: Seeds, seed: int) -> None:
    fact = seeds.facts[seed]

    told = seeds.told(seed)

    printed = fact.get("headline_as_printed") or fact.get("headline") or fact["title"]
    assert told["title"] == printed
    assert told["update_count"] == fact.get("updated_count_in_headline", 0)
    assert told["date"] == (fact.get("date") or fact["date_inferred"])[:10]


def test_updates_have_their_numbers_times_and_blocks(seeds: Seeds) -> None:
    fact = seeds.facts[LIVE]

    told = seeds.told(LIVE)

    assert len(told["updates"]) == fact["totals"]["updates"]
    for update, found in zip(told["updates"], fact["updates"], strict=True):
        assert update["number"] == found["n"]
        assert _moment(update["at"]) == _moment(found["at"])
        assert [_even(block.partition("\n")[0]) for block in _blocks(update)] == [
            seeds.line(LIVE, number) for number in found["block_lines"]
        ]
    blocks = [len(_blocks(update)) for update in told["updates"]]
    assert sum(blocks) == fact["totals"]["blocks_in_updates"]


def test_the_initial_report_stands_apart_from_the_updates(seeds: Seeds) -> None:
    fact = seeds.facts[LIVE]["initial_report"]

    told = seeds.told(LIVE)

    assert [_even(block) for block in _blocks(told["lead"])] == [
        seeds.line(LIVE, number) for number in fact["block_lines"]
    ]
    first = told["changes"][0]
    assert first["first"]
    assert _moment(first["timestamp"]) < _moment(fact["must_be_before"])


def test_typing_errors_and_the_disclaimer_stay_as_printed(seeds: Seeds) -> None:
    fact = seeds.facts[LIVE]

    told = seeds.told(LIVE)

    by_line = _blocks_by_line(fact, told)
    for typo in fact["typos_kept_verbatim"]:
        assert typo["word"] in by_line[typo["line"]]
    assert fact["disclaimer"]["text"] in by_line[fact["disclaimer"]["line"]]


def test_quotations_are_whole(seeds: Seeds) -> None:
    fact = seeds.facts[LIVE]
    quotes = [quote for update in fact["updates"] for quote in update["quotes"]]

    told = seeds.told(LIVE)

    by_line = _blocks_by_line(fact, told)
    assert len(quotes) == 7
    for quote in quotes:
        said = _even(quote.get("text") or seeds.line(LIVE, quote["line"]))
        assert said in by_line[quote["line"]]
    set_apart = [quote for quote in quotes if quote["kind"] == "block_quote"]
    html = " ".join(update["html"] for update in told["updates"])
    assert html.count("<blockquote>") == len(set_apart)


def test_the_index_page_has_its_sources_versions_and_related_stories(seeds: Seeds) -> None:
    fact = seeds.facts[INDEX]

    told = seeds.told(INDEX)

    assert told["topic"] == fact["topic"]
    assert told["description"] == fact["description"]
    assert [(source["number"], source["name"], source["url"]) for source in told["sources"]] == [
        (source["n"], source["name"], source["url"]) for source in fact["sources"]
    ]
    assert [(change["title"], change["label"]) for change in told["changes"]] == [
        (version["title"].strip(), version["label"]) for version in fact["versions"]
    ]
    printed = fact["versions"][0]["timestamp"]
    assert told["changes"][0]["timestamp"] == f"{printed.replace(' ', 'T')}Z"
    chosen = [related for related in told["related"] if related["chosen"]]
    assert [(related["title"], related["date"], related["contexts"]) for related in chosen] == [
        (related["title"].strip(), related["date"], related["contexts"])
        for related in fact["related"]
    ]


@pytest.mark.parametrize("seed", ARTICLES)
def test_articles_have_their_captions_and_sections(seeds: Seeds, seed: int) -> None:
    fact = seeds.facts[seed]

    told = seeds.told(seed)

    assert told["captions"] == [caption["text"] for caption in fact["captions"]]
    sections = re.findall("<h2>(.*?)</h2>", told["lead"]["html"])
    assert sections == [section["title"] for section in fact["sections"]]


@pytest.mark.parametrize("seed", ARTICLES)
def test_what_the_site_put_around_an_article_is_not_in_it(seeds: Seeds, seed: int) -> None:
    fact = seeds.facts[seed]
    form = fact.get("comment_form", {})
    around = [
        *(form.get("title"), form.get("note"), fact.get("related_link_label")),
        *(fact.get("appeal", {}).get("text"), fact.get("image_control", {}).get("text")),
        *fact.get("donation_meter", {}).get("as_printed", ()),
    ]

    told = seeds.told(seed)

    body = _even(told["lead"]["text"])
    assert [text for text in around if text and _even(text) in body] == []
    assert told["headline"] not in body


@pytest.mark.parametrize("seed", ARTICLES)
def test_the_irregular_lines_of_an_article_are_kept(seeds: Seeds, seed: int) -> None:
    fact = seeds.facts[seed]
    lines = [odd["line"] for odd in fact["irregularities"] if "line" in odd]
    lines = [number for number in lines if seeds.line(seed, number)]

    told = seeds.told(seed)

    assert lines
    body = _even(told["lead"]["text"])
    assert [number for number in lines if seeds.line(seed, number) not in body] == []


def _blocks(part: Told) -> list[str]:
    return str(part["text"]).split("\n\n")


def _blocks_by_line(fact: Told, told: Told) -> dict[int, str]:
    """The blocks of all updates by the line on which each begins."""
    return {
        number: _even(block)
        for update, found in zip(told["updates"], fact["updates"], strict=True)
        for number, block in zip(found["block_lines"], _blocks(update), strict=True)
    }


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _even(text: str) -> str:
    """Text with every run of white space, no-break spaces too, as one space."""
    return " ".join(text.split())
