"""The war of autumn 2020: one story over forty-four days."""

from incidents.actions.inputs import SourceText
from incidents.operations.demo import april_2016, karabakh_2017
from incidents.operations.demo.script import (
    Act,
    End,
    Post,
    Refer,
    Restore,
    Retract,
    Rewrite,
    Story,
    prose,
)

PATH = "2020/09/27/war-over-nagorno-karabakh"

SOURCES = {
    "karabakh": SourceText(
        outlet="Karabakh army",
        title="Names and numbers of its dead",
        via="Azatutyun, quoting the army's press office",
        kind="official",
    ),
    "baku": SourceText(
        outlet="Ministry of Defence of Azerbaijan",
        title="Statements on the operation",
        url="https://mod.gov.az/en",
        kind="official",
    ),
    "azatutyun": SourceText(
        outlet="Azatutyun (RFE/RL)",
        title="Second day of heavy fighting",
        url="https://www.azatutyun.am/en",
    ),
    "moscow": SourceText(
        outlet="Ministry of Foreign Affairs of Russia",
        title="Text of the agreement of 10 October",
        url="https://mid.ru/en",
        kind="document",
    ),
    "trilateral": SourceText(
        outlet="Kremlin",
        title="Joint statement of the three leaders",
        url="http://en.kremlin.ru/events/president/news/64384",
        kind="document",
    ),
}

STORY = Story(
    path=PATH,
    headline="War over Nagorno-Karabakh",
    topic_line="Nagorno-Karabakh conflict",
    lead=prose("""
        Since Sunday morning there is war along the whole front around Nagorno-Karabakh.
        Stepanakert, its largest town, has been shelled. Baku speaks of a counter-offensive,
        Yerevan of an attack long prepared; Armenia has declared martial law and calls up its
        reservists, Azerbaijan has imposed curfews.
    """),
    status_line="This story is still unfolding",
    time_zone="Europe/Brussels",
    topics=(
        *("conflict", "war", "republic", "armenia", "azerbaijan", "russia"),
        *("pashinyan", "aliyev", "ministry", "osce"),
    ),
    opened=Act(at="2020-09-27 11:30", by="mara"),
    sources=SOURCES,
    listed=["baku"],
    acts=[
        Post(
            at="2020-09-27 20:15",
            by="mara",
            cites=["karabakh"],
            body=prose("""
                In Stepanakert the authorities count sixteen soldiers dead and more than a hundred
                people hurt. Two civilians, they say, were killed too. Azerbaijan reports a
                helicopter shot down, with its crew alive, and gives no number of its own dead.
            """),
        ),
        Post(
            at="2020-09-28 11:00",
            by="tomas",
            cites=["azatutyun", "karabakh"],
            body=prose("""
                A second day of tanks and rocket launchers. The Karabakh army now gives 31 of its
                own as killed and says that it has won back some of the ground lost on Sunday.
                Baku, for its part, names heights in the north-east as taken.

                Estimates of Azerbaijan's losses differ without measure: Yerevan speaks of
                hundreds, Baku publishes nothing.
            """),
        ),
        Refer(
            at="2020-09-28 11:30",
            by="desk",
            note="Set the earlier rounds of fighting beside this story.",
            related=[karabakh_2017.PATH, april_2016.PATH],
        ),
        Post(
            at="2020-10-10 13:00",
            by="mara",
            cites=["moscow"],
            headline="A truce for the dead and the prisoners",
            body=prose("""
                After ten hours of talks in Moscow, both foreign ministers have agreed that from
                noon the fighting pauses, so that prisoners and the fallen can be exchanged. Within
                minutes each side accuses the other of shelling.
            """),
        ),
        Rewrite(
            at="2020-10-10 14:10",
            by="mara",
            update=3,
            old="After ten hours of talks",
            new="After more than ten hours of talks",
            note="The talks went on into an eleventh hour.",
        ),
        Post(
            at="2020-11-08 15:40",
            by="tomas",
            cites=["baku"],
            body=prose("""
                President Ilham Aliyev announces the capture of Shusha, the fortress town above
                Stepanakert.
            """),
        ),
        Retract(
            at="2020-11-08 16:05",
            by="desk",
            update=4,
            note="Yerevan says that the fight for the town goes on; withdrawn until it is clear.",
        ),
        Restore(
            at="2020-11-09 18:30",
            by="desk",
            update=4,
            note="The authorities in Stepanakert confirm the loss of the town.",
        ),
        Post(
            at="2020-11-10 00:45",
            by="mara",
            cites=["trilateral"],
            story_headline="Forty-four days of war over Nagorno-Karabakh end with an agreement",
            body=prose("""
                Armenia, Azerbaijan and Russia end the war from midnight, Moscow time. The armies
                stay where they stand, Armenia hands over the districts of Agdam, Kelbajar and
                Lachin by 1 December, and 1,960 Russian soldiers are to guard the line and the
                road through Lachin. Nikol Pashinyan
                says how hard signing was for him.
            """),
        ),
        End(at="2020-11-12 09:00", by="desk", status_line="This story ended with the agreement"),
    ],
)
