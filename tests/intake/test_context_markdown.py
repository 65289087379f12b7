"""Pages of a news index in Markdown."""

import datetime as dt
import json
from pathlib import Path

import pytest

from incidents.intake._source import discover
from tests.intake.given import Write, items, only, read, refusals, remarks

STORY = """
Formats: [HTML](/news/2021/05/4/bridge-closed.html)  [JSON](/news/2021/05/4/bridge-closed.json)

### [2021-05-04](/news/2021/05/4/index.md)

##### Sava
# A barge (no. 7) strikes the [old] bridge.\x20

Divers search the river.


### Sources:

1. [Harbour Post via ''River News](http://river.example/a_(b))
1. [Cover Image](http://river.example/bridge.jpg)

### Changes:

1. [Sava: A barge.](/news/2021/05/4/sava-a-barge-strikes.md) _2021-05-05 10:00:00 (First version)_
1. [A barge strikes.](/news/2021/05/4/a-barge-strikes.md) _2021-05-06 10:00:00_
1. [A barge strikes.](/news/2021/05/4/bridge-closed.md) _(Current version)_

### Related:

1. [Ferry sinks](/news/2020/01/9/ferry-sinks.md) _Context: Election, 2017, Sava, War (2015-present)_
2. [Elsewhere](https://else.example/page)
"""

DAY = """
## [2021-05-04](/news/2021/05/4/index.md)

##### Sava
### [A barge strikes the bridge.](/news/2021/05/4/bridge-closed.md)
Divers search the river.

##### Danube
### [Ice on the river.](/news/2021/05/4/ice.md)
_Context: Danube, Ice_

### [Nowhere](/about.md)

## [Previous Day...](/news/2021/05/3/index.md)
"""


def test_the_sample_story_has_the_parts_that_were_found_by_hand(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "seed_facts.json").read_text())["seeds"][1]

    item = only(read("context-markdown", next((shared / "seeds").glob("001_*.txt"))))

    first, current = item.states
    assert current.headline == facts["title"]
    assert current.topic_line == facts["topic"]
    assert [(s.outlet, s.url) for s in current.sources] == [
        (s["name"], s["url"]) for s in facts["sources"]
    ]
    assert [r.title for r in current.related] == [r["title"].strip() for r in facts["related"]]
    assert [str(r.date) for r in current.related] == [r["date"] for r in facts["related"]]
    assert [list(r.contexts) for r in current.related] == [r["contexts"] for r in facts["related"]]
    assert not first.held
    assert first.headline == facts["versions"][0]["title"].strip()
    assert first.at == dt.datetime(2018, 2, 6, 13, 49, 30, tzinfo=dt.UTC)
    assert current.held
    assert current.at is None


def test_the_sample_day_has_ten_entries_and_the_sample_story_among_them(shared: Path) -> None:
    folder = shared / "data" / "thecontext-en" / "news" / "2017" / "02" / "25"

    found = items(read("context-markdown", folder / "index.md"))

    story = only(read("context-markdown", next((shared / "seeds").glob("001_*.txt"))))
    entry = next(item for item in found if item.key == story.key)
    assert len(found) == 10
    assert all(item.partial for item in found)
    assert len(entry.states[0].topics) == 5
    names = [topic.name for item in found for topic in item.states[0].topics]
    assert "Democratic National Committee chairmanship election, 2017" in names


def test_the_sample_story_with_a_relayed_source_names_outlet_and_relay(shared: Path) -> None:
    folder = shared / "data" / "thecontext-en" / "news" / "2017" / "02" / "25"

    item = only(read("context-markdown", next(folder.glob("the-syrian*.md"))))

    source, _, cover = item.states[-1].sources
    assert (source.outlet, source.via) == ("Reuters", "Jerusalem Post")
    assert source.printed == "Reuters via ''Jerusalem Post"
    assert cover.outlet == "Cover Image"
    assert item.states[-1].lead.startswith("<p>City centre")


def test_a_story_keeps_titles_with_brackets_and_addresses_with_parentheses(written: Write) -> None:
    item = only(read("context-markdown", written(STORY)))

    current = item.states[-1]

    assert current.headline == "A barge (no. 7) strikes the [old] bridge."
    assert current.sources[0].url == "http://river.example/a_(b)"
    assert current.lead == "<p>Divers search the river.</p>"
    assert item.key == "2021/05/04/bridge-closed"


def test_captions_as_we_write_them_are_no_part_of_the_text(written: Write) -> None:
    pictures = "### Pictures:\n\n- The bridge at dawn\n- A barge\n\n### Sources:"

    item = only(read("context-markdown", written(STORY.replace("### Sources:", pictures))))

    assert item.states[-1].captions == ("The bridge at dawn", "A barge")
    assert item.states[-1].lead == "<p>Divers search the river.</p>"


def test_versions_of_which_little_is_known_are_not_held(written: Write) -> None:
    item = only(read("context-markdown", written(STORY)))

    assert [state.held for state in item.states] == [False, False, True]
    assert [state.address for state in item.states] == [
        "2021/05/04/sava-a-barge-strikes",
        "2021/05/04/a-barge-strikes",
        "2021/05/04/bridge-closed",
    ]
    assert item.states[0].lead == ""


def test_related_stories_have_date_address_and_contexts(written: Write) -> None:
    item = only(read("context-markdown", written(STORY)))

    ferry, elsewhere = item.states[-1].related

    assert (ferry.address, ferry.date) == ("2020/01/09/ferry-sinks", dt.date(2020, 1, 9))
    assert ferry.contexts == ("Election, 2017", "Sava", "War (2015-present)")
    assert (elsewhere.url, elsewhere.address) == ("https://else.example/page", "")


def test_a_day_gives_its_entries_and_refuses_links_to_nowhere(written: Write) -> None:
    outcomes = read("context-markdown", written(DAY))

    first, second = items(outcomes)

    (refusal,) = refusals(outcomes)
    assert first.key == "2021/05/04/bridge-closed"
    assert first.states[0].lead == "<p>Divers search the river.</p>"
    assert [topic.name for topic in second.states[0].topics] == ["Danube", "Ice"]
    assert refusal.line == 12


def test_a_broken_entry_of_a_day_is_refused_alone(written: Write) -> None:
    text = DAY.replace("(/news/2021/05/4/ice.md)", "/news/2021/05/4/ice.md")

    outcomes = read("context-markdown", written(text))

    assert [item.key for item in items(outcomes)] == ["2021/05/04/bridge-closed"]
    assert items(outcomes)[0].states[0].lead == "<p>Divers search the river.</p>"
    assert [refusal.line for refusal in refusals(outcomes)] == [9, 12]


def test_the_early_stage_without_formats_topic_and_changes_is_read(written: Write) -> None:
    text = (
        "### [2016-03-02](/news/2016/03/2/index.md)\n\n# Snow falls on the pass \n\n"
        "### Source:\n\n1. [Hill Gazette](http://hill.example/)\n\n### Related:\n"
    )

    item = only(read("context-markdown", written(text)))

    assert item.key == "2016/03/02/snow-falls-on-the-pass"
    assert item.states[0].sources[0].outlet == "Hill Gazette"


def test_the_chinese_labels_are_read(written: Write) -> None:
    text = (
        "### [2019-07-01](/news/2019/07/1/index.md)\n\n##### 河\n#  大桥关闭\n\n"
        "### 信息来源:\n\n1. [河报](http://he.example/)\n1. [IMG](http://he.example/a.jpg)\n\n"
        "### 有关:\n\n1. [渡轮](/zh/news/2018/01/2/渡轮.md) _消息: 河, 桥_\n"
    )

    item = only(read("context-markdown", written(text)))

    state = item.states[0]
    assert item.language == "zh"
    assert state.headline == "大桥关闭"
    assert [source.outlet for source in state.sources] == ["河报", "Cover Image"]
    assert state.related[0].address == "2018/01/02/渡轮"
    assert state.related[0].contexts == ("河", "桥")


def test_sources_without_link_or_name_and_with_a_note_are_kept(written: Write) -> None:
    printed = "1. Hill radio\n2. [](http://a.example/1)\n3. [Post](http://b.example/2) (Croatian)\n"
    text = STORY.replace("1. [Cover Image](http://river.example/bridge.jpg)\n", printed)

    found = only(read("context-markdown", written(text))).states[-1].sources

    assert [(source.outlet, source.url) for source in found[1:]] == [
        ("Hill radio", ""),
        ("http://a.example/1", "http://a.example/1"),
        ("Post (Croatian)", "http://b.example/2"),
    ]


def test_opinions_on_a_front_page_are_left_out_and_remarked(written: Write) -> None:
    text = "# News\n" + DAY.replace("/about.md", "/opinion/2021/05/4/on-bridges/index.md")

    outcomes = read("context-markdown", written(text))

    assert len(items(outcomes)) == 2
    assert not refusals(outcomes)
    assert "opinion" in remarks(outcomes)[0].reason


def test_a_second_entry_of_one_story_is_remarked(written: Write) -> None:
    entry = "### [Ice.](/news/2021/05/4/ice.md)\nCold.\n\n"

    outcomes = read("context-markdown", written(entry + entry))

    assert len(items(outcomes)) == 1
    assert len(remarks(outcomes)) == 1


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("# A barge (no. 7) strikes the [old] bridge.", "", "# Title"),
        ("1. [Cover Image](http://river.example/bridge.jpg)", "1. [Cover Image](http://", "link"),
        ("2021-05-05 10:00:00", "2021-15-05 10:00:00", "no such time"),
        ("[Ferry sinks]", "[]", "no title"),
    ],
)
def test_a_broken_story_is_refused_whole(written: Write, old: str, new: str, advice: str) -> None:
    outcomes = read("context-markdown", written(STORY.replace(old, new)))

    (refusal,) = outcomes

    assert advice in refusals([refusal])[0].reason


def test_stories_are_read_before_days(tmp_path: Path) -> None:
    day, story = tmp_path / "a.md", tmp_path / "b.md"
    day.write_text(DAY)
    story.write_text(STORY)

    ordered = discover()["context-markdown"].in_order([day, story, tmp_path / "missing.md"])

    assert ordered.index(story) < ordered.index(day)
