"""What the moving story tells: the eclipse of 21 August 2017, from public facts, in our words."""

from dataclasses import dataclass

from incidents.actions.inputs import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An update: `{}` in its body stands for `right`, and at first for `wrong`, where it has one.

    `why` is the note of its correction; `otherwise` says the same as `right` in other words.
    """

    headline: str
    body: str
    right: str
    otherwise: str
    wrong: str = ""
    why: str = ""
    key_event: bool = False


HEADLINE = "Played again: the day the Moon's shadow crossed America"
SLUG = "played-again-the-day-the-moon-s-shadow-crossed-america"
TOPIC_LINE = "Eclipse of 21 August 2017"
LEAD = (
    "<p>On 21 August 2017 the shadow of the Moon ran over the United States from the Pacific to "
    "the Atlantic, for the first time in 99 years. We play that day again, to show how a story on "
    "this site moves while you read it.</p>"
    "<p>Every few seconds an update is posted, corrected, withdrawn or brought back. The times at "
    "the updates are those of today; in the texts stand those of 2017, by local clocks. Errors in "
    "them are made on purpose, and put right before your eyes.</p>"
)
MOVES = "This story moves while you watch"
RESTS = "This story rests for now"
SOURCES = (
    SourceText(
        outlet="NASA",
        title="Total solar eclipse of 2017 August 21",
        url="https://eclipse.gsfc.nasa.gov/SEgoogle/SEgoogle2001/SE2017Aug21Tgoogle.html",
        kind="official",
    ),
    SourceText(
        outlet="Wikipedia",
        title="Solar eclipse of August 21, 2017",
        url="https://en.wikipedia.org/wiki/Solar_eclipse_of_August_21,_2017",
        kind="document",
    ),
)
REPORTS = (
    Report(
        headline="The Moon touches the Sun",
        body="<p>Over the coast of Oregon the Moon has begun to cover the Sun. At Lincoln Beach it "
        "is 9:05 in the morning; the Moon needs {} to cover the whole disc.</p>",
        right="a little over an hour",
        otherwise="about 70 minutes",
    ),
    Report(
        headline="Totality comes ashore",
        body="<p>At 10:16 the shadow reaches land in Oregon. It will cross {} states on its way to "
        "the Atlantic, on a path about 70 miles wide.</p>",
        wrong="12",
        right="14",
        otherwise="fourteen",
        why="The path touches 14 states: we had left out Montana and Iowa, of which it only takes "
        "a corner.",
        key_event=True,
    ),
    Report(
        headline="Salem in the dark",
        body="<p>At 10:17 it gets dark over Salem, the capital of Oregon, for {}. Street lamps "
        "come on, and people on the lawn of the capitol cheer.</p>",
        wrong="2 minutes and 54 seconds",
        right="1 minute and 54 seconds",
        otherwise="just under two minutes",
        why="Totality lasted a minute less in Salem than we said.",
    ),
    Report(
        headline="A small town full of guests",
        body="<p>Madras in Oregon, a town of {}, has drawn tens of thousands to its clear sky. "
        "They see a little over two minutes of totality, with Mount Jefferson on the horizon.</p>",
        right="fewer than 7,000",
        otherwise="not quite 7,000",
    ),
    Report(
        headline="Over Idaho Falls",
        body="<p>The shadow is over Idaho Falls. It is {} there, and for almost two minutes the "
        "planets can be seen.</p>",
        wrong="12:33",
        right="11:33",
        otherwise="11:33 in the morning",
        why="Idaho Falls keeps Mountain Time: it was an hour earlier there than we wrote.",
    ),
    Report(
        headline="Casper, Wyoming",
        body="<p>Casper, near the middle of the path, has {} of totality under a clear sky, at "
        "11:42.</p>",
        right="2 minutes and 26 seconds",
        otherwise="almost two and a half minutes",
    ),
    Report(
        headline="Clouds over Missouri",
        body="<p>In St. Joseph, where one of the largest crowds had gathered, {} the Sun. It grew "
        "dark all the same, at 13:06, for more than two and a half minutes.</p>",
        right="clouds and rain hide",
        otherwise="rain clouds cover",
    ),
    Report(
        headline="Half of St. Louis",
        body="<p>St. Louis lies on the edge: {} see the corona, the others a thin sickle of "
        "Sun.</p>",
        wrong="people in the north and east",
        right="people in the south and west",
        otherwise="those in the southern and western parts",
        why="It was the other way round: the path covered the south and west of the city.",
    ),
    Report(
        headline="The longest darkness",
        body="<p>South of Carbondale in Illinois, near Makanda, totality lasts longest: {}. The "
        "same place will be in the path again in April 2024.</p>",
        right="2 minutes and 40 seconds",
        otherwise="160 seconds",
        key_event=True,
    ),
    Report(
        headline="Greatest eclipse",
        body="<p>Near Hopkinsville in Kentucky, at 13:25, comes the moment that astronomers call "
        "greatest eclipse: {}.</p>",
        wrong="nowhere does totality last longer",
        right="the axis of the shadow passes nearest to the centre of the Earth",
        otherwise="the axis of the Moon's shadow comes closest to the centre of the Earth",
        why="Greatest eclipse is not the longest one: that was in southern Illinois.",
        key_event=True,
    ),
    Report(
        headline="Nashville",
        body="<p>Nashville, {}, goes dark at 13:27 for almost two minutes. A cloud drifts before "
        "the Sun for a part of them.</p>",
        right="the largest city that lies wholly in the path",
        otherwise="with more people than any other city wholly in the path",
    ),
    Report(
        headline="The shadow leaves the land",
        body="<p>At 14:49 the shadow leaves the coast of South Carolina north of Charleston, {} "
        "after it came ashore in Oregon.</p>",
        wrong="more than two hours",
        right="about an hour and a half",
        otherwise="some 93 minutes",
        why="We had counted from the beginning of the partial eclipse, not from totality.",
        key_event=True,
    ),
    Report(
        headline="The last of it",
        body="<p>Shortly after {} the Moon lets go of the Sun over Charleston as well. The next "
        "total eclipse over the United States came on 8 April 2024.</p>",
        right="four in the afternoon",
        otherwise="16:00",
    ),
)
"""Durations and clock times as the published circumstances of the eclipse have them."""
