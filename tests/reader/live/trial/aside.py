"""What people do beside a story that its page shows too, one act at a time, as chance has it."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from incidents.actions.house import campaigns, front, notice, rules, topics
from incidents.actions.house.campaigns import CampaignText
from incidents.actions.inputs import StoryEdit
from incidents.actions.readers import commenting, comments
from incidents.actions.readers.comments import Words
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import Refused
from incidents.actions.stories import editing, lifecycle, translating
from incidents.models import Campaign, Comment, Editor, Incident, Topic
from tests import factories
from tests.reader.live.trial.acts import Act


def _other(incident: Incident, chance: Random) -> Incident:
    rows = list(Incident.objects.exclude(pk=incident.pk).order_by("pk"))
    if not rows:
        raise Refused("There is none.")
    return chance.choice(rows)


def _new_story(_incident: Incident, chance: Random) -> object:
    named = topics.named(chance.sample(["Border", "Ministry", "Village"], 2), by=None)
    return factories.story(f"Elsewhere {chance.randint(0, 9999)}", topics=named)


def _edit_other(incident: Incident, chance: Random) -> object:
    edit = StoryEdit(headline=f"Otherwise {chance.randint(0, 9999)}", move=chance.random() < 0.5)
    return editing.edit(_other(incident, chance), edit, by=None, note="It was so.")


def _withdraw_other(incident: Incident, chance: Random) -> object:
    row = _other(incident, chance)
    act = lifecycle.restore if row.retracted_at else lifecycle.retract
    return act(row, by=None, note="We know more now.")


def _rename_topic(_incident: Incident, chance: Random) -> object:
    rows = list(Topic.objects.order_by("pk"))
    if not rows:
        raise Refused("There is none.")
    name = f"The border {chance.randint(0, 99)}"
    return topics.edit(chance.choice(rows), by=None, note="Its name.", public_name=name)


def _translate(incident: Incident, chance: Random) -> object:
    language = chance.choice(["fr", "de", "hy"])
    draft = factories.draft(f"Une longue nuit {chance.randint(0, 9999)}", language=language)
    translating.set_original(draft, incident, by=None)
    return lifecycle.publish(Incident.objects.get(pk=draft.pk), by=None)


def _comment(incident: Incident, chance: Random) -> object:
    commenting.set_comment_mode("moderated", by=None)
    sender = str(chance.random())
    words = Words("Ani", "ani@mail.example", f"I was there {chance.randint(0, 9999)}.")
    comments.send(incident, words, senders=(sender, sender))
    waiting = [row.pk for row in Comment.objects.all()]
    return comments.decide(waiting, chance.choice(["approved", "rejected"]), by=None)


def _appeal(_incident: Incident, chance: Random) -> object:
    standing = Campaign.objects.filter(active=True).first()
    if standing is None:
        where = "https://give.example/"
        text = CampaignText(title="Winter", goal=12_000, donate_url=where, everywhere=True)
        return campaigns.create(text, by=None)
    return campaigns.note_amount(standing, chance.randint(0, 12_000), by=None)


def _say_how_far(_incident: Incident, chance: Random) -> object:
    text = f"We are checking this, {chance.randint(0, 99)}."
    return notice.set_verification_notice(text, by=None, note="A rule.")


def _turn_the_dial(_incident: Incident, chance: Random) -> object:
    return rules.set_live_interval(chance.choice([2, 10, 30]), by=None)


def _put_on_top(incident: Incident, _chance: Random) -> object:
    until = timezone.now() + timedelta(days=1)
    return front.arrange([front.Place(incident, until)], by=None, base=front.number())


def _redact(_incident: Incident, chance: Random) -> object:
    chief = Editor.objects.filter(username="chief").first()
    words = f"{chance.randint(0, 999)} are counted"
    return redact(
        Removal(Terms([words])),
        category="privacy",
        note="A person asked.",
        by=chief or factories.editor("chief", role="chief"),
    )


ASIDE: tuple[Act, ...] = (
    _new_story,
    _edit_other,
    _withdraw_other,
    _rename_topic,
    _translate,
    _comment,
    _appeal,
    _say_how_far,
    _turn_the_dial,
    _put_on_top,
    *(_redact,) * 4,
)
"""Acts most of which make no version of the story itself."""
