"""Four days of fighting in April 2016."""

from incidents.actions.inputs import SourceText
from incidents.operations.demo.script import Act, End, Post, Rewrite, Story, prose

PATH = "2016/04/02/heaviest-karabakh-fighting-since-the-truce-of-1994"

SOURCES = {
    "baku": SourceText(
        outlet="Ministry of Defence of Azerbaijan",
        title="Statements of 2 to 5 April",
        url="https://mod.gov.az/en",
        kind="official",
    ),
    "yerevan": SourceText(
        outlet="Ministry of Defence of Armenia",
        title="Statements of 2 to 5 April",
        url="https://www.mil.am/en",
        kind="official",
    ),
    "bbc": SourceText(
        outlet="BBC News", title="What the two armies report", url="https://www.bbc.com/news"
    ),
    "osce": SourceText(
        outlet="OSCE Minsk Group",
        title="Statement of the co-chairs",
        url="https://www.osce.org/mg",
        kind="official",
    ),
}

STORY = Story(
    path=PATH,
    headline="Heaviest Karabakh fighting since the truce of 1994",
    topic_line="Nagorno-Karabakh conflict",
    lead=prose("""
        Artillery, tanks and helicopters are in use along the front around Nagorno-Karabakh
        since the night to Saturday. It is the largest clash there since guns fell silent in 1994,
        and both governments say that they only answer fire.
    """),
    status_line="The truce of 5 April is holding, with exceptions",
    time_zone="Europe/Brussels",
    topics=("conflict", "april", "republic", "armenia", "azerbaijan", "ministry", "osce"),
    opened=Act(at="2016-04-02 10:40", by="tomas"),
    sources=SOURCES,
    listed=["baku", "yerevan"],
    acts=[
        Post(
            at="2016-04-02 19:10",
            by="tomas",
            cites=["baku", "yerevan"],
            body=prose("""
                By the two sides' own counts, the first day has cost thirty soldiers their lives:
                eighteen on the Armenian side, as President Serzh Sargsyan puts it, and ten in
                Azerbaijan's army, whose ministry also reports a helicopter lost.
            """),
        ),
        Rewrite(
            at="2016-04-02 19:35",
            by="tomas",
            update=1,
            old="and ten in",
            new="and twelve in",
            note="Azerbaijan's ministry gives twelve dead; our sum was right, this number was not.",
        ),
        Post(
            at="2016-04-03 13:20",
            by="mara",
            cites=["baku", "bbc"],
            body=prose("""
                Baku announces that it stops fighting of its own accord, and that it will fortify
                the heights taken on Saturday. In Stepanakert nobody notices a pause: the local
                army says that shells keep coming in.
            """),
        ),
        Post(
            at="2016-04-05 12:15",
            by="mara",
            cites=["osce"],
            story_headline="Four days of fighting over Karabakh end with an oral truce",
            body=prose("""
                From noon, local time, the weapons are to rest. The chiefs of staff of both armies
                agreed on it in Moscow; nothing was signed. The mediators of the Minsk Group meet
                in Vienna and ask for talks without delay.
            """),
        ),
        End(at="2016-04-07 09:00", by="desk", status_line="This story has ended"),
    ],
)
