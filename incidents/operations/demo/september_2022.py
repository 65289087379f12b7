"""Two days of fighting on the state border in September 2022."""

from incidents.actions.inputs import SourceText
from incidents.actions.ledger.touches import Particulars
from incidents.operations.demo import autumn_2020
from incidents.operations.demo.script import Act, End, Post, Refer, Rewrite, Story, prose

PATH = "2022/09/13/armenia-reports-attack-along-its-border-with-azerbaijan"

SOURCES = {
    "yerevan": SourceText(
        outlet="Ministry of Defence of Armenia",
        title="Night bulletin on Goris, Sotk and Jermuk",
        url="https://www.mil.am/en",
        kind="official",
    ),
    "baku": SourceText(
        outlet="Ministry of Defence of Azerbaijan",
        title="Statement on the night's fighting",
        url="https://mod.gov.az/en",
        kind="official",
    ),
    "parliament": SourceText(
        outlet="Nikol Pashinyan",
        title="Address to the National Assembly",
        via="Armenpress, from the session",
        kind="official",
    ),
    "council": SourceText(
        outlet="Armen Grigoryan, secretary of Armenia's Security Council",
        title="Announcement of the truce on television",
        kind="official",
    ),
    "reuters": SourceText(
        outlet="Reuters", title="A quiet day on the border", url="https://www.reuters.com/"
    ),
}

STORY = Story(
    path=PATH,
    headline="Armenia reports an attack along its border with Azerbaijan",
    topic_line="Border of Armenia and Azerbaijan",
    lead=prose("""
        Shortly after midnight, local time, shells and drones began to strike near Goris, Sotk and
        Jermuk, deep in Armenia's south and east, Yerevan says. Azerbaijan speaks of limited steps
        against mines and firing points that threatened its own troops near Dashkasan, Kalbajar
        and Lachin.
    """),
    status_line="This story is still unfolding",
    time_zone="Europe/Brussels",
    topics=("conflict", "armenia", "azerbaijan", "russia", "pashinyan", "aliyev", "ministry"),
    opened=Act(at="2022-09-13 06:20", by="mara"),
    sources=SOURCES,
    listed=["yerevan", "baku"],
    acts=[
        Post(
            at="2022-09-13 10:10",
            by="mara",
            cites=["parliament"],
            body=prose("""
                At least 49 Armenian soldiers died in the night, Prime Minister Nikol Pashinyan
                tells the parliament in Yerevan; the number, he warns, is not final. A pause
                arranged by Moscow for the morning lasted a few minutes.
            """),
        ),
        Post(
            at="2022-09-13 20:40",
            by="tomas",
            cites=["baku"],
            body=prose("""
                Azerbaijan reports 55 dead of its own. Armenia has asked Russia and the alliance
                that Moscow leads for help under their treaties.
            """),
        ),
        Rewrite(
            at="2022-09-13 21:05",
            by="tomas",
            update=2,
            old="reports 55 dead",
            new="reports 50 dead",
            note="The ministry's statement gives 50: 42 soldiers of the army and 8 border guards.",
            particulars=Particulars(grave=True),
        ),
        Refer(
            at="2022-09-13 21:20",
            by="desk",
            note="Set the war of 2020 beside this story.",
            related=[autumn_2020.PATH],
        ),
        Post(
            at="2022-09-14 22:30",
            by="mara",
            cites=["parliament", "council"],
            body=prose("""
                From 2000 in Yerevan a truce is in force, announced there by the secretary of the
                Security Council. During the day, Pashinyan had raised the number of Armenia's
                dead to 105.
            """),
        ),
        Post(
            at="2022-09-15 17:00",
            by="tomas",
            cites=["reuters", "baku"],
            story_headline="Truce holds after two days of fighting on Armenia's border",
            body=prose("""
                The first day without shelling. Baku's list of the fallen has grown to 71 names.
            """),
        ),
        End(at="2022-09-17 10:00", by="desk", status_line="This story has ended"),
    ],
)
