"""The sample pages: what is amiss in them is found, and what is not is left alone."""

import html
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from incidents.text.hints import Hint, Surroundings, hints
from incidents.text.sanitise import body_from_text
from tests.text.hints.around import PARIS, TUESDAY

HEADING = re.compile(r"Update (\d+) (?:- )?(\d\d)\.?(\d\d) CET")
DISPUTED = {"Nagorno-Karabakh Republic": ["self-declared", "self-proclaimed", "unrecognised"]}
LIVE, ARTICLE, FUNDED, AGENCY = 0, 2, 3, 4
MONDAY = datetime(2020, 9, 28, 15, 0, tzinfo=PARIS)


class Page:
    """A sample page: its lines, counted from 1, and the line each paragraph was."""

    def __init__(self, shared: Path, seed: int) -> None:
        facts = json.loads((shared / "facts/seed_facts.json").read_text())["seeds"][seed]
        self.lines = (shared / "seeds" / facts["file"]).read_text().split("\n")
        self.numbers = [number for number, line in enumerate(self.lines, 1) if line.strip()]

    def hints(self, printed_at: datetime) -> list[Hint]:
        """The hints for the whole page as one text that cites a source."""
        text = body_from_text("\n\n".join(self.lines[number - 1] for number in self.numbers))
        return hints(text, Surroundings(True, printed_at=printed_at, disputed=DISPUTED))

    def lines_of(self, kind: str, printed_at: datetime) -> list[int]:
        """The lines at which hints of a kind point."""
        found = self.hints(printed_at)
        return [self.numbers[hint.paragraph] for hint in found if hint.kind == kind]


def test_repeated_and_reworded_paragraphs_of_the_article_are_found(shared: Path) -> None:
    page = Page(shared, ARTICLE)

    lines = page.lines_of("repeated", TUESDAY)

    assert lines == [8, 17, 23, 39, 61]


def test_the_open_quotation_and_the_distant_night_of_the_article_are_found(shared: Path) -> None:
    page = Page(shared, ARTICLE)

    assert page.lines_of("quotation", TUESDAY) == [35]
    assert page.lines_of("day", TUESDAY) == [4]
    assert page.lines_of("space", TUESDAY) == [15]


def test_the_agency_article_has_nothing_amiss(shared: Path) -> None:
    assert Page(shared, AGENCY).hints(MONDAY) == []


def test_the_funded_article_repeats_its_headline_and_one_word(shared: Path) -> None:
    page = Page(shared, FUNDED)

    assert [(hint.kind, page.numbers[hint.paragraph]) for hint in page.hints(MONDAY)] == [
        ("repeated", 9),
        ("doubled", 64),
    ]


def test_the_updates_of_the_live_story_lack_two_spaces_and_nothing_else(shared: Path) -> None:
    found = [(number, hint.kind, hint.quote) for number, hint in live(Page(shared, LIVE))]

    assert found == [
        (2, "space", "direction.Azerbaijani"),
        (2, "space", "Forces.In"),
    ]


def test_dates_of_a_decade_of_events_are_hardly_ever_doubted(shared: Path) -> None:
    lines = (shared / "data/karabakh-current-events.jsonl").read_text().splitlines()
    earlier: list[tuple[str, str]] = []
    found = []

    for event in map(json.loads, lines):
        text = body_from_text(event["text"])
        facts = Surroundings(True, earlier=earlier, printed_at=noon(event["date"]))
        found += hints(text, facts)
        earlier.append((event["date"], text))

    assert [hint.kind for hint in found if hint.kind != "length"] == []


@pytest.mark.parametrize("seed", [LIVE, ARTICLE, FUNDED, AGENCY])
def test_every_hint_points_at_what_it_quotes(shared: Path, seed: int) -> None:
    page = Page(shared, seed)
    texts = [html.unescape(" ".join(page.lines[number - 1].split())) for number in page.numbers]

    for hint in page.hints(TUESDAY):
        said = texts[hint.paragraph][hint.start : hint.end]
        assert said.startswith(hint.quote.removesuffix("…"))


def live(page: Page) -> list[tuple[int, Hint]]:
    """The hints for each update of the live story, written after those before it."""
    updates: dict[tuple[int, datetime], list[str]] = {}
    lines: list[str] = []
    for line in page.lines[2:]:
        if heading := HEADING.match(line):
            number, hour, minute = map(int, heading.groups())
            at = datetime(2017, 2, 25, hour, minute, tzinfo=PARIS)
            lines = updates[number, at] = []
        else:
            lines.append(line)
    found: list[tuple[int, Hint]] = []
    earlier: list[tuple[str, str]] = []
    for (number, at), printed in sorted(updates.items()):
        text = body_from_text("\n\n".join(filter(str.strip, printed)))
        facts = Surroundings(True, earlier=earlier, printed_at=at, disputed=DISPUTED)
        found += [(number, hint) for hint in hints(text, facts)]
        earlier.append((f"Update {number}", text))
    return found


def noon(day: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=PARIS)
