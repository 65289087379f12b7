"""Our Markdown against the index pages that its grammar comes from, line by line.

Allowed differences: days are zero-padded, the story has a slug of ours, each change links to its
version's own page, related stories link to our pages of them, and no title ends in a space.
"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from incidents.formats.as_markdown import MarkdownFormat
from incidents.record.entries import RelatedEntry, SourceEntry, StoryLine
from incidents.record.pages import DayPage, StoryPage
from incidents.text.sanitise import body_from_text
from tests.formats.entries import change, line, source, update
from tests.formats.pages import PAGES, SITE, day_page, story

SEED = "seeds/001_942f47c96aacb04b.txt"
INDEX = "data/thecontext-en/news/2017/02/25/index.md"
STORIES = "data/thecontext-en/news/2017/02/25/the-*.md"
PATH = "/news/2017/02/25/a-slug-of-ours"

LINK = re.compile(r"(?:(\d+)\. )?\[(.*?) ?\]\((\S+)\)(?: _(.*)_)?")
DAY = re.compile(r"/(\d{4})/(\d\d)/(\d{1,2})/")


def test_a_story_is_the_sample_page_line_for_line(shared: Path) -> None:
    sample = (shared / SEED).read_text()

    written = MarkdownFormat().write(_story_in(sample), SITE)

    assert _compared(written, sample) == _compared(sample, sample)


def test_a_story_with_a_description_is_its_index_page_line_for_line(shared: Path) -> None:
    (path,) = shared.glob(STORIES)
    sample = path.read_text()

    written = MarkdownFormat().write(_story_in(sample), SITE)

    assert _compared(written, sample) == _compared(sample, sample)


def test_a_day_is_its_index_page_line_for_line(shared: Path) -> None:
    sample = (shared / INDEX).read_text()

    written = MarkdownFormat().write(_day_in(sample), SITE)

    # The links of the sample's Formats line lack their beginning.
    assert _compared(written, sample)[2:] == _compared(sample, sample)[2:]
    assert written.splitlines()[1] == (
        "Formats: [HTML](/news/2017/02/25/index.html)  [JSON](/news/2017/02/25/index.json)  "
        "[XML](/news/2017/02/25/index.xml)  "
    )


def test_updates_stand_newest_first_and_the_initial_report_last() -> None:
    written = MarkdownFormat().write(story(), SITE)

    order = [
        "### [2017-02-25](/news/2017/02/25/index.md)",
        "##### Spring flood",
        "# Dam gates open above the old town (Updated 3)",
        "Notice: We could not check the readings ourselves.",
        "Status: Live - This story is still unfolding",
        "## Update 3 (3A) - 26 February 2017, 1600 CET",
        "## Update 2 - 1500 CET",
        "## Update 1 - 1400 CET",
        "## Initial report",
        "### Pictures:",
        "### Sources:",
        "### Changes:",
        "### Related:",
    ]
    assert [text for text in written.splitlines() if text in order] == order


def test_every_link_of_a_markdown_page_leads_to_a_markdown_page() -> None:
    written = [MarkdownFormat().write(page, SITE) for page in PAGES.values()]

    below_formats = [text.split("\n", 2)[2] for text in written]
    ours = [path for text in below_formats for _, path in re.findall(r"(\]\()(/[^)]*)\)", text)]
    assert ours
    assert [path for path in ours if not path.partition("?")[0].endswith(".md")] == []


def test_only_the_first_change_and_those_between_carry_a_time() -> None:
    page = story(changes=tuple(change(number, note="") for number in (1, 2, 3, 4)))

    rows = [row for row in MarkdownFormat().write(page, SITE).splitlines() if "/changes/" in row]

    assert [row.rpartition(") ")[2] for row in rows[-4:-3]] == [
        "_2017-02-25 11:30:00 (First version)_"
    ]
    assert rows[-3].endswith("_2017-02-25 12:30:00 (Update 2)_")
    assert rows[-1].endswith("_(Current version)_")


def test_the_only_version_of_a_story_is_both_ends() -> None:
    page = story(changes=(change(1, last=1),))

    assert "_2017-02-25 11:30:00 (First version) (Current version)_" in MarkdownFormat().write(
        page, SITE
    )


def test_changes_that_the_page_leaves_out_are_a_link_to_all() -> None:
    page = story(changes=(change(1, 250), change(249, 250), change(250, 250)))

    rows = MarkdownFormat().write(page, SITE).partition("### Changes:")[2].splitlines()

    assert "/changes/1.md" in rows[2]
    assert rows[3] == f"1. [Versions 2 to 248]({page.path}/changes.md) _(All changes)_"
    assert "/changes/249.md" in rows[4]


def test_headings_in_a_body_stay_below_those_of_the_grammar() -> None:
    html = "<h2>Sources:</h2>\n<p>None.</p>\n<h3>Later</h3>"

    written = MarkdownFormat().write(story(lead_html=html, updates=(update(1, html=html),)), SITE)

    assert written.count("\n#### Sources:") == 2
    assert written.count("\n##### Later") == 2
    assert written.count("\n### Sources:") == 1


def test_a_story_that_is_not_ours_has_its_date_behind_its_contexts() -> None:
    written = MarkdownFormat().write(story(), SITE)

    assert (
        "2. [The flood of 1954](https://archive.example/1954) _Context: Old Town_ (1954-03-01)\n"
        "3. An evening at the weir\n"
    ) in written


def _compared(document: str, sample: str) -> list[str]:
    """The lines with what may differ made equal: addresses of stories and ends of titles."""
    slug = re.compile(
        r"/news/(\d+/\d+/\d+)/(?!index\.)[^/)]+?(?:/changes/\d+)?\.(html|json|xml|md)"
    )
    lines = document.rstrip("\n").split("\n")
    padded = (
        DAY.sub(lambda found: f"/{found[1]}/{found[2]}/{int(found[3]):02d}/", text)
        for text in lines
    )
    assert sample
    return [slug.sub(r"/news/\1/story.\2", text).replace(" ](", "](").rstrip() for text in padded]


def _story_in(sample: str) -> StoryPage:
    """The page that the sample shows, built by hand."""
    lines = sample.split("\n")
    sources, changes, related = (_rows(sample, name) for name in ("Sources", "Changes", "Related"))
    title = next(text for text in lines if text.startswith("# "))
    body = sample.partition(title)[2].partition("### Sources:")[0].strip()
    return story(
        path=PATH,
        headline=title[2:].strip(),
        topic_line=next(text for text in lines if text.startswith("##### "))[6:],
        lead_html=body_from_text(body),
        lead_marks=(),
        captions=(),
        status="ended",
        status_label="Ended",
        status_line="",
        notice="",
        update_count=0,
        topics=(),
        updates=(),
        sources=tuple(_source(*row[:3]) for row in sources),
        changes=(
            change(1, 2, note="", title=changes[0][1], at=_time(changes[0][3])),
            change(2, 2, note="", title=changes[1][1]),
        ),
        related=tuple(_related(row) for row in related),
    )


def _rows(sample: str, name: str) -> list[tuple[str, str, str, str]]:
    section = sample.partition(f"### {name}:\n\n")[2].partition("\n\n")[0]
    return LINK.findall(section)


def _source(number: str, outlet: str, url: str) -> SourceEntry:
    return source(int(number), outlet=outlet, url=url, title="")


def _time(label: str) -> datetime:
    return datetime.strptime(label[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)


def _related(row: tuple[str, str, str, str]) -> RelatedEntry:
    _, title, path, context = row
    contexts = tuple(context.removeprefix("Context: ").split(", "))
    return RelatedEntry(title, path.removesuffix(".md"), "", None, contexts, chosen=True)


def _day_in(sample: str) -> DayPage:
    events = sample.split("\n##### ")[1:]
    return day_page(
        stories=tuple(_line_in(event) for event in events), previous=date(2017, 2, 24), next=None
    )


def _line_in(event: str) -> StoryLine:
    topic, title, below = event.split("\n")[:3]
    found = LINK.fullmatch(title.removeprefix("### "))
    assert found is not None
    listed = below.startswith("_Context: ")
    return line(
        topic_line=topic,
        printed_headline=found[2],
        path=found[3].removesuffix(".md"),
        summary="" if listed else below,
        contexts=tuple(below.strip("_").removeprefix("Context: ").split(", ")) if listed else (),
    )
