"""What may happen around the stories: comments, appeals, topics, the front page, the house."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from incidents.actions.house import campaigns, front, heads, notice, rules, topics
from incidents.actions.house.campaigns import CampaignText
from incidents.actions.house.notice import Wording
from incidents.actions.house.topics import merging
from incidents.actions.readers import commenting, comments
from incidents.actions.readers.comments import Words
from incidents.models import Arrangement, Campaign, Comment, SitePage, Topic
from tests.newsroom.front.memory.chance.world import NAMES, World


def _comment(world: World) -> None:
    name, sender = f"Reader {world.turn}", f"sender-{world.turn}"
    words = Words(name, f"r{world.turn}@mail.example", f"I heard of {world.words()}.")
    comments.send(world.story(), words, senders=(sender, sender))


def _decided(world: World) -> None:
    state = world.choose.choice(["approved", "approved", "rejected", "spam", "deleted"])
    comments.decide(world.some_of(world.comments(), 5), state, by=None)


def _withdrawn(world: World) -> None:
    key = world.one_of(world.comments())
    comments.withdraw(Comment.objects.get(pk=key))


def _appeal(world: World, **given: object) -> CampaignText:
    return CampaignText(
        title=f"For {world.words()}",
        goal=world.choose.randint(1_000, 90_000),
        donate_url="https://give.example/",
        everywhere=world.choose.random() < 0.5,
        on_front=world.choose.random() < 0.5,
        stories=world.some_of([world.story()], 1),
        **given,  # type: ignore[arg-type]
    )


def _soon(world: World) -> datetime:
    """A moment that may come before the next change."""
    return timezone.now() + timedelta(seconds=world.choose.choice([1, 5, 30, 86_400]))


def _appeal_made(world: World) -> None:
    ends = world.choose.choice([None, _soon(world)])
    campaigns.create(_appeal(world, ends_at=ends), by=None)


def _appeal_changed(world: World) -> None:
    campaign = world.one_of([*Campaign.objects.order_by("-pk")[:3]])
    campaigns.edit(campaign, _appeal(world, starts_at=campaign.starts_at), by=None)


def _amount(world: World) -> None:
    campaign = world.one_of([*Campaign.objects.order_by("-pk")[:3]])
    campaigns.note_amount(campaign, world.choose.randint(1, 90_000), by=None)


def _appeal_over(world: World) -> None:
    campaigns.switch_off(world.one_of([*Campaign.objects.filter(active=True)]), by=None)


def _arranged(world: World) -> None:
    stories = {story.pk: story for story in (world.story(), world.story())}
    places = [
        front.Place(story, world.choose.choice([None, _soon(world)])) for story in stories.values()
    ]
    front.arrange(places, by=None, base=front.number())


def _put_back(world: World) -> None:
    earlier = world.one_of([*Arrangement.objects.order_by("-number")[1:6]])
    front.put_back(earlier, by=None, base=front.number())


def _page(world: World) -> None:
    wording = Wording(f"Of {world.words()}", f"<p>How {world.words()} came about.</p>")
    notice.new_page(wording, by=None)


def _page_changed(world: World) -> None:
    slugs = sorted(set(SitePage.objects.values_list("slug", flat=True)))[:6]
    newest = SitePage.objects.filter(slug=world.one_of(slugs)).order_by("-number")[0]
    wording = Wording(
        newest.title,
        f"<p>How {world.words()} went on.</p>",
        order=world.choose.randrange(9),
        in_footer=world.choose.random() < 0.8,
        withdrawn=world.choose.random() < 0.1 and newest.slug not in {"about", "ethics"},
        note="It has changed.",
    )
    notice.change_page(newest.slug, wording, by=None, base=newest.number)


def _topic_changed(world: World) -> None:
    changed = world.choose.choice(["name", "public_name", "description", "qualifier", "kind"])
    said = world.choose.choice(Topic.Kind.values) if changed == "kind" else world.words()
    move = world.choose.random() < 0.3
    topics.edit(world.topic(), by=None, note="What it is.", move=move, **{changed: said})


def _topic_aliases(world: World) -> None:
    names = [f"Also {world.words()}"]
    topics.edit(world.topic(), by=None, note="Its names.", aliases=names)


def _topic_made(world: World) -> None:
    topics.create(world.choose.choice([*NAMES, world.words()]), by=None)


def _topics_merged(world: World) -> None:
    merging.merge(world.topic(), world.topic(), by=None, note="They are one.")


HOUSE_ACTS: dict[str, Callable[[World], object]] = {
    "comment": _comment,
    "another comment": _comment,
    "comments decided": _decided,
    "comment withdrawn": _withdrawn,
    "comments of a story": lambda world: commenting.set_comment_mode_of(
        world.story(), world.choose.choice(["", "off", "moderated", "open"]), by=None
    ),
    "comments of the house": lambda world: commenting.set_comment_mode(
        world.choose.choice(["moderated", "open", "off"]), by=None
    ),
    "appeal": _appeal_made,
    "appeal changed": _appeal_changed,
    "amount": _amount,
    "appeal over": _appeal_over,
    "front page": _arranged,
    "front page put back": _put_back,
    "page about the house": _page,
    "its wording": _page_changed,
    "topic": _topic_made,
    "topic changed": _topic_changed,
    "names of a topic": _topic_aliases,
    "topics merged": _topics_merged,
    "topic deleted": lambda world: topics.delete(world.topic(), by=None),
    "notice of the house": lambda world: notice.set_verification_notice(
        f"We are unsure of {world.words()}.", by=None, note="A rule."
    ),
    "dial": lambda world: rules.set_live_interval(world.choose.randint(2, 300), by=None),
    "signed head": lambda _world: heads.sign(),
}
