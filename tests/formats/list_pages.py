"""Pages that list stories, built by hand: topics, outlets and a long front page."""

from datetime import date

from incidents.record.pages import (
    OutletPage,
    OutletsPage,
    Page,
    StandingPage,
    TopicLine,
    TopicPage,
    TopicsPage,
    WordingPage,
    WordingsPage,
)
from incidents.record.pages.lists import Cited, CitedSource, OutletLine
from incidents.record.pages.standing import WordingEntry
from tests.formats.entries import DAY, at, line, topic

OLD_TOWN = topic(name="Old Town", qualifier="", slug="old-town", kind="place")


def topics_page() -> TopicsPage:
    return TopicsPage(topics=(TopicLine(OLD_TOWN, 1, None), TopicLine(topic(), 3, DAY)))


def topics_by_letter() -> TopicsPage:
    return TopicsPage(
        topics=(TopicLine(OLD_TOWN, 1, None),),
        kind="place",
        letter="O",
        kinds=(("person", "Person", 2), ("place", "Place", 401)),
        letters=(("O", 401), ("É", 1), ("#", 3)),
        count=401,
        number=2,
        pages=3,
    )


def topic_page() -> TopicPage:
    return TopicPage(
        topic=topic(),
        description="Runs the upper locks.",
        stories=(line(1), line(2)),
        live=(line(9),),
        years=((2017, 3), (2016, 71)),
        beside=(TopicLine(OLD_TOWN, 12, None),),
        counted=74,
        count=74,
    )


def topic_in_a_year() -> TopicPage:
    return TopicPage(
        topic=topic(),
        description="Runs the upper locks.",
        stories=(line(1),),
        years=((2017, 3), (2016, 171)),
        count=171,
        year=2016,
        number=2,
        pages=3,
    )


def outlets_page() -> OutletsPage:
    return OutletsPage(
        outlets=(
            OutletLine("Radio Union", "radio-union", 3, DAY),
            OutletLine("The *Upper* Valley <Post> & Co", "the-upper-valley-post-co", 1, None),
        ),
        letters=(("R", 1), ("T", 1)),
        count=2,
    )


def outlet_page() -> OutletPage:
    sources = (
        CitedSource(1, "It rose all night", "https://radio.example/night", (3, 1)),
        CitedSource(4, "", "", ()),
    )
    return OutletPage(
        name="Radio Union",
        slug="radio-union",
        stories=(Cited(line(1), sources), Cited(line(2, date=date(2016, 4, 2)), sources[:1])),
        years=((2017, 1), (2016, 1)),
        count=2,
    )


WORDING = WordingEntry(
    key=12,
    slug="ethics",
    title="Ethics & *sources*",
    number=2,
    at=at(10),
    printed="1100 CET, 25 February 2017",
    byline="Mara Vale",
    note="Said more plainly.",
    withdrawn=False,
    redacted=False,
)
STANDING = StandingPage(
    slug="ethics",
    title="Ethics & *sources*",
    html="<h2>Names</h2>\n<p>We name our sources.</p>",
    number=2,
    at=at(10),
    printed="1100 CET, 25 February 2017",
)
WITHDRAWN = StandingPage(
    "ethics",
    "Ethics",
    "",
    3,
    at(11),
    "1200 CET, 25 February 2017",
    "",
    "A new one.",
    withdrawn=True,
)


LISTS: dict[str, Page] = {
    "topics": topics_page(),
    "topics by letter": topics_by_letter(),
    "topic": topic_page(),
    "topic in a year": topic_in_a_year(),
    "outlets": outlets_page(),
    "outlet": outlet_page(),
    "standing": STANDING,
    "standing, withdrawn": WITHDRAWN,
    "standing, as it began": StandingPage("about", "About us", "<p>We report.</p>", 1),
    "wordings": WordingsPage((WORDING,), before=20, older=12),
    "no wordings": WordingsPage(()),
    "wording": WordingPage(
        WORDING, "<p>We name our sources.</p>", "<p>We name <del>all</del> <ins>our</ins></p>", 3
    ),
}
