"""A hurricane off course: Ireland, October 2017."""

from incidents.actions.inputs import SourceText, SummaryLine
from incidents.actions.ledger.touches import Particulars
from incidents.operations.demo.drawings import storm_map
from incidents.operations.demo.script import (
    Act,
    End,
    Illustrate,
    KeyEvent,
    Pin,
    Post,
    Rewrite,
    Story,
    Summarise,
    prose,
)

PATH = "2017/10/14/hurricane-ophelia-heads-for-ireland"

SOURCES = {
    "centre": SourceText(
        outlet="National Hurricane Center",
        title="Advisories on Ophelia",
        url="https://www.nhc.noaa.gov/archive/2017/OPHELIA.shtml",
        kind="official",
    ),
    "met": SourceText(
        outlet="Met Éireann",
        title="Warnings for Ireland",
        url="https://www.met.ie/",
        kind="official",
    ),
    "esb": SourceText(
        outlet="ESB Networks",
        title="Homes and businesses without power",
        url="https://www.esbnetworks.ie/",
        kind="official",
    ),
    "garda": SourceText(
        outlet="An Garda Síochána",
        title="Deaths in the storm",
        via="RTÉ, quoting the police",
        kind="official",
    ),
}

STORY = Story(
    path=PATH,
    headline="Hurricane Ophelia heads for Ireland",
    topic_line="Atlantic hurricane season 2017",
    lead=prose("""
        South of the Azores, Ophelia has grown to a hurricane of category 3. No storm of that
        strength has been seen so far east in the Atlantic since satellites watch it. The
        forecast track leads north-east, to Ireland, where it is expected on Monday.
    """),
    status_line="The storm is being followed",
    time_zone="Europe/Dublin",
    authors="Tomás Ferreira; Mara Lindqvist in Cork",
    agencies="RTÉ and other broadcasters",
    dateline="DUBLIN",
    topics=("ophelia", "ireland", "hurricane centre", "met eireann"),
    opened=Act(at="2017-10-14 17:30", by="tomas"),
    sources=SOURCES,
    listed=["centre"],
    acts=[
        Post(
            at="2017-10-15 20:30",
            by="tomas",
            cites=["met"],
            body=prose("""
                A red warning now stands for the whole of Ireland, the highest there is. Schools
                stay closed on Monday, and people are asked not to travel.
            """),
        ),
        KeyEvent(at="2017-10-15 20:40", by="tomas", update=1),
        Post(
            at="2017-10-16 11:40",
            by="mara",
            cites=["met", "centre"],
            headline="A gust of 191 km/h on the Fastnet Rock",
            dateline="CORK",
            body=prose("""
                Ophelia, no longer tropical but hardly weaker, has reached the coasts of Kerry and
                Cork. On the Fastnet Rock, 200 metres above the sea, a gust of 191 km/h was
                measured: the strongest ever recorded in Ireland.
            """),
        ),
        Rewrite(
            at="2017-10-16 12:05",
            by="mara",
            update=2,
            old="On the Fastnet Rock, 200 metres above the sea",
            new="On the Fastnet Rock, 67 metres above the sea",
            note="The instrument stands 67 metres above the sea; 200 is about that in feet.",
            particulars=Particulars(noticed="reader"),
        ),
        KeyEvent(at="2017-10-16 12:10", by="mara", update=2),
        Post(
            at="2017-10-16 18:20",
            by="tomas",
            cites=["garda", "esb"],
            story_headline="Storm Ophelia kills three in Ireland",
            headline="Three people killed",
            warning="This update tells how three people died.",
            body=prose("""
                Three people have died: a woman in Waterford and a man in Louth, whose cars were
                struck by trees, and a man in Tipperary who was clearing one with a chainsaw.

                Some 360,000 homes and businesses have no electricity.
            """),
        ),
        KeyEvent(at="2017-10-16 18:25", by="tomas", update=3),
        Post(
            at="2017-10-16 21:00",
            by="mara",
            cites=["met", "esb"],
            headline="What to do until the morning",
            body=prose("""
                The red warning has ended, and the wind is falling. Stay away from fallen wires:
                they may be live. Schools stay closed on Tuesday as well, because many roads are
                blocked by trees.
            """),
        ),
        Pin(at="2017-10-16 21:05", by="mara", update=4),
        Illustrate(
            at="2017-10-16 21:10",
            by="mara",
            draw=storm_map,
            alt="Map: the storm came from the Atlantic past Spain and along the west of Ireland.",
            caption="The way of the storm, roughly, in Irish time",
            credit="our own map",
            note="A map shows the way of the storm.",
        ),
        Summarise(
            at="2017-10-16 21:15",
            by="mara",
            lines=[
                SummaryLine("Three people have been killed, two of them in their cars.", (3,)),
                SummaryLine("Some 360,000 homes and businesses are without electricity.", (3,)),
                SummaryLine(
                    "The strongest gust, on the Fastnet Rock: <strong>191 km/h</strong>.",
                    (2,),
                ),
                SummaryLine("The red warning is over; schools stay closed on Tuesday.", (1, 4)),
            ],
        ),
        End(at="2017-10-18 12:00", by="desk", status_line="This story has ended"),
    ],
)
