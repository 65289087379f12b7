"""The story of 25 February 2017, as it grew over a day: the one the first tour leads through."""

from datetime import date

from incidents.actions.inputs import RelatedChoice, SourceText
from incidents.actions.ledger.touches import Particulars
from incidents.operations.demo import april_2016
from incidents.operations.demo.script import (
    Act,
    Post,
    Refer,
    Restore,
    Retract,
    Rewrite,
    Story,
    prose,
)

PATH = "2017/02/25/night-of-fighting-on-the-karabakh-line-of-contact"

AUGUST_2014 = RelatedChoice(
    title="Deadliest days on the line in twenty years (August 2014)",
    url="https://en.wikipedia.org/wiki/2014_Armenian%E2%80%93Azerbaijani_clashes",
    date=date(2014, 8, 2),
    contexts=("Azerbaijan", "Nagorno-Karabakh conflict"),
)
"""A story that this newsroom does not hold."""

SOURCES = {
    "diplomats": SourceText(outlet="Diplomats who follow the truce", kind="anonymous"),
    "karabakh message": SourceText(
        outlet="Defence ministry in Stepanakert",
        title="Message on the night's two attempts",
        via="Twitter",
        kind="social",
    ),
    "azertac": SourceText(
        outlet="Ministry of Defence of Azerbaijan",
        title="Statement on the fighting after midnight",
        url="https://azertag.az/en",
        via="Azertac, quoting the Ministry",
        kind="official",
    ),
    "yerevan message": SourceText(
        outlet="Ministry of Defence of Armenia",
        title="Message on who is responsible",
        via="Twitter",
        kind="social",
    ),
    "rferl": SourceText(
        outlet="Radio Free Europe/Radio Liberty",
        title="Both sides trade accusations over Karabakh",
        url="http://www.rferl.org/a/armenians-azerbaijanis-trade-accusations-over-karabakh-fighting/28331782.html",
    ),
    "armenpress": SourceText(
        outlet="Armenpress",
        title="The ministry's spokesman on fire across the border",
        url="https://armenpress.am/en",
        kind="agency",
    ),
    "baku afternoon": SourceText(
        outlet="Ministry of Defence of Azerbaijan",
        title="Statement on a firing position",
        url="https://mod.gov.az/en",
        kind="official",
    ),
    "giragosian": SourceText(
        outlet="Richard Giragosian, analyst in Yerevan",
        title="Post on the risk of a new offensive",
        via="Facebook",
        kind="social",
    ),
    "hrw": SourceText(
        outlet="Human Rights Watch",
        title="Bloodshed in the Caucasus (1992)",
        url="https://www.hrw.org/reports/pdfs/u/ussr/ussr.929/ussr929full.pdf",
        kind="document",
    ),
    "foreign ministries": SourceText(
        outlet="Foreign ministries of Armenia and Azerbaijan",
        title="What their spokesmen said in the afternoon",
        kind="official",
    ),
}

STORY = Story(
    path=PATH,
    headline="A night of fighting on the Karabakh line of contact",
    topic_line="Nagorno-Karabakh conflict",
    lead=prose("""
        Armies on either side of the line around Nagorno-Karabakh speak of fighting in the night
        to Saturday. Each says that it was the other who tried to cross. Baku reports losses
        among its men; how many, it leaves open.

        Diplomats who follow the truce call the mood at the front very tense.
    """),
    status_line="This story is still unfolding",
    notice=(
        "We have nobody at the line of contact and cannot check what is said about it. What we "
        "know comes from Armenian, Karabakh and Azerbaijani accounts, and we name the one on "
        "which each sentence rests."
    ),
    time_zone="Europe/Brussels",
    topics=(
        *("conflict", "republic", "armenia", "azerbaijan"),
        *("ministry", "hovhannisyan", "balayan", "hajiyev"),
    ),
    opened=Act(at="2017-02-25 08:10", by="mara"),
    sources=SOURCES,
    listed=["diplomats"],
    acts=[
        Post(
            at="2017-02-25 09:00",
            by="mara",
            cites=["karabakh message"],
            body=prose("""
                In a message on Twitter, the defence ministry of the self-declared
                Nagorno-Karabakh Republic counts two attempts to get behind its lines. It says
                that its soldiers stopped both and killed two Azerbaijani servicemen between the
                positions, and that it lost nobody.

                Baku tells it the other way round: two Armenian thrusts, beaten back at the price
                of dead or wounded of its own.

                Heavy guns are said to have joined in. Nobody independent has been able to look
                into that so far.
            """),
        ),
        Retract(
            at="2017-02-25 09:04",
            by="desk",
            update=1,
            note="Withdrawn while we check whose account the message in it comes from.",
        ),
        Restore(
            at="2017-02-25 09:08",
            by="desk",
            update=1,
            note="It is the account to which the ministry's own site leads; the update stands.",
        ),
        Rewrite(
            at="2017-02-25 09:12",
            by="mara",
            update=1,
            old="killed two Azerbaijani servicemen",
            new="killed at least two Azerbaijani servicemen",
            note="The message gives two as the least; we had printed it as the full number.",
        ),
        Post(
            at="2017-02-25 09:15",
            by="tomas",
            cites=["azertac", "yerevan message"],
            body=prose("""
                Azerbaijan's defence ministry has put its version on paper, and the state agency
                Azertac sends it out. It dates the beginning to midnight and describes Armenian
                units advancing on its trenches in several places at once.

                The hardest combat, by this account, was on the Khojavand to Fuzuli stretch: the
                attackers were seen early, ran into soldiers lying in wait and turned back. The
                ministry concedes losses. Armenian artillery, it adds, has been firing on its
                positions since, and is being answered.

                Its counterpart in Yerevan lays everything that may follow at Baku's door.
            """),
        ),
        Refer(
            at="2017-02-25 10:20",
            by="desk",
            note="Added a report by Radio Free Europe, and two earlier rounds of fighting.",
            sources=["rferl"],
            related=[april_2016.PATH],
            elsewhere=[AUGUST_2014],
        ),
        Post(
            at="2017-02-25 14:30",
            by="mara",
            cites=["armenpress"],
            story_headline=(
                "A night of fighting on the Karabakh line of contact; shots at the state border"
            ),
            body=prose("""
                The shooting is no longer confined to Karabakh, Yerevan says. According to Artsrun
                Hovhannisyan, who speaks for Armenia's defence ministry, Azerbaijani troops hit
                the village of Baghanis on the state border; two cows died. The state agency
                Armenpress sees an attack on civilians and a provocation.

                Along the line of contact the afternoon is described as calmer. In Baku and in
                Yerevan, members of parliament promise an answer to what they say the neighbour
                began.
            """),
        ),
        Rewrite(
            at="2017-02-25 14:52",
            by="mara",
            update=3,
            old="hit the village of Baghanis",
            new="fired towards the village of Baghanis",
            note="The spokesman spoke of shots in the direction of the village, not of hits in it.",
            particulars=Particulars(
                wrong="shots hit the village",
                right="shots were fired towards the village",
                noticed="reader",
            ),
        ),
        Post(
            at="2017-02-25 16:30",
            by="tomas",
            cites=["baku afternoon", "giragosian"],
            body=prose("""
                Both armies go on reporting incidents. Baku, which admitted losses in the morning,
                now claims an Armenian firing point destroyed and several soldiers in it killed.

                Yerevan acknowledges no dead. It holds to its account of two pushes into the
                neutral strip, names two officers who, it says, were among the Azerbaijanis
                killed there, and adds that bodies still lie between the trenches.

                The Yerevan analyst Richard Giragosian considers another Azerbaijani offensive
                within two months more likely than before, and less promising: it would surprise
                nobody, and the defenders have been reinforced since April 2016. He fears a longer
                and bloodier fight, with heavier weapons, as long as diplomacy stands still.

                On Sunday, Azerbaijan remembers Khojaly, where hundreds of its civilians were
                killed in February 1992.
            """),
        ),
        Rewrite(
            at="2017-02-25 16:58",
            by="desk",
            update=4,
            old="where hundreds of its civilians were killed in February 1992",
            new=(
                "where between 161 (the least that Human Rights Watch counted) and 613 "
                "(Azerbaijan's own figure) of its civilians were killed in February 1992"
            ),
            kind="clarification",
            note="Gave the published counts, which lie far apart, in place of “hundreds”.",
        ),
        Post(
            at="2017-02-25 18:00",
            by="mara",
            cites=["foreign ministries"],
            body=prose("""
                The day's other contest is about the telling of it. Armenia has taken the matter
                to its partners abroad, says Tigran Balayan of the foreign ministry, which also
                accuses Azerbaijan in a written statement.

                His counterpart Hikmet Hajiyev replies that Yerevan staged the night in order to
                draw eyes away from the Khojaly anniversary. Party leaders and deputies of both
                countries have taken up the argument.

                Armenia's military has called in the defence attachees of foreign embassies and
                given them its own briefing.
            """),
        ),
        Rewrite(
            at="2017-02-25 18:06",
            by="mara",
            update=5,
            old="attachees",
            new="attachés",
            kind="typo",
        ),
        Refer(
            at="2017-02-25 18:20",
            by="desk",
            note="Added the study behind the lower count of Khojaly's dead.",
            sources=["hrw"],
        ),
    ],
)
