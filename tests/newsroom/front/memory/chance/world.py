"""A newsroom in which anything may happen next, and the addresses at which readers see it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from incidents.actions.house import notice, topics
from incidents.actions.readers import commenting
from incidents.models import Address, Comment, Editor, Incident, SitePage, Source, Topic, Update
from tests import factories
from tests.picture_files import photo

T = TypeVar("T")

NAMES = ("Border", "Ministry", "Village", "Harvest", "Railway", "Bridge")
OUTLETS = ("Agency", "Ministry", "The Valley Post", "Радио")
STORIES = 5
OLD = 40
"""Versions after which another story takes the place of one, so that no page grows for ever."""

BELOW = ("/", ".json", "/changes/", "/changes/after/1")
"""What readers ask of a story under every address that it ever had."""

LISTS = (
    *("/", "/index.json", "/index.xml", "/changes/", "/corrections/", "/accountability/"),
    *("/transparency/", "/transparency/checkpoint", "/topics/", "/sources/", "/about/"),
    *("/about/ethics/", "/about/changes/", "/news/2017/", "/news/2017/02/", "/news/2017/02/25/"),
    *("/news/2017/02/26/", "/news/2017/02/27/", "/news/2017/02/25.json", "/api/v1/incidents/"),
    *("/api/v1/topics/", "/api/v1/updates/", "/api/v1/corrections/", "/api/v1/sources/"),
    *("/api/v1/media/", "/api/v1/changes/", "/api/v1/versions/", "/sources/agency/"),
    *("/sources/agency/2017/", "/sources/the-valley-post/", "/topics/border/", "/topics/ministry/"),
)


class Unsuited(Exception):  # noqa: N818 - what happened, not an error
    """What was chosen cannot happen as things stand."""


@dataclass
class World:
    """Some stories that share topics, translations and related stories, and what is around them."""

    choose: random.Random
    chief: Editor
    pictures: Sequence[bytes]
    stories: list[int] = field(default_factory=list)
    turn: int = 0

    def one_of(self, things: Sequence[T]) -> T:
        """Any of them. Raises Unsuited where there is none."""
        if not things:
            raise Unsuited
        return self.choose.choice(things)

    def some_of(self, things: Sequence[T], most: int = 3) -> list[T]:
        """Some of them, or none, in any order."""
        return self.choose.sample(things, self.choose.randint(0, min(most, len(things))))

    def story(self, **which: object) -> Incident:
        """Any of the stories that readers see whole, or of those of that kind."""
        wanted = {"retracted_at": None, **which}
        return self.one_of(list(Incident.objects.filter(pk__in=self.stories, **wanted)))

    def withdrawn(self) -> Incident:
        """Any of the stories that were withdrawn."""
        told = Incident.objects.filter(pk__in=self.stories)
        return self.one_of(list(told.exclude(retracted_at=None)))

    def update(self, **which: object) -> Update:
        """Any published update of them, or one of that kind."""
        wanted = {"state": "published", "incident__retracted_at": None, **which}
        found = Update.objects.filter(incident__in=self.stories, **wanted)
        return self.one_of(list(found.select_related("incident")))

    def source(self) -> Source:
        """Any source on the list of any story that readers see whole."""
        found = Source.objects.listed().filter(incident__in=self.stories)
        return self.one_of(list(found.filter(incident__retracted_at=None)))

    def topic(self) -> Topic:
        """Any topic."""
        return self.one_of(list(Topic.objects.all()))

    def comments(self) -> list[int]:
        """The newest comments."""
        return list(Comment.objects.order_by("-pk").values_list("pk", flat=True)[:12])

    def words(self) -> str:
        """Words that nobody has said before."""
        return f"{self.choose.choice(NAMES)} number {self.turn}"

    @property
    def is_told_out(self) -> bool:
        """Whether the story told of for longest has grown old."""
        return Incident.objects.filter(pk=self.stories[0], version_number__gt=OLD).exists()

    def another_story(self) -> Incident:
        """Tell of something else, in place of the story told of for longest if there are enough."""
        named = topics.named(self.some_of(NAMES[:4]), by=None)
        made = factories.story(f"Of {self.words()}", topics=named)
        if len(self.stories) >= STORIES:
            self.stories.pop(0)
        self.stories.append(made.pk)
        return made

    def addresses(self) -> list[str]:
        """Where readers may look."""
        told = Incident.objects.filter(pk__in=self.stories)
        ever = Address.objects.filter(incident__in=self.stories).values_list("path", flat=True)
        pages = SitePage.objects.values_list("slug", flat=True).distinct()
        return [
            *LISTS,
            *(f"/about/{slug}/" for slug in pages),
            *(f"/topics/{slug}/" for slug in Topic.objects.values_list("slug", flat=True)),
            *(f"/news/{path}{self.choose.choice(BELOW)}" for path in ever),
            *(address for story in told for address in self._of(story)),
        ]

    def asked(self, number: int) -> list[str]:
        """Some of these addresses, of which some have something hung onto them."""
        return [
            address + self.choose.choice(("", "", "", f"?x={self.turn}", "?fbclid=a&page"))
            for address in self.choose.sample(self.addresses(), number)
        ]

    def _of(self, story: Incident) -> list[str]:
        base, newest = f"/news/{story.path}", story.version_number
        before, any_version = max(1, newest - 2), self.choose.randint(1, newest)
        update = self.choose.randint(1, max(1, story.update_counter))
        below = (
            *("/", "/", "/", ".json", ".xml", ".md", "/changes/", "/changes.json"),
            *("/provenance/", "/timemap/", "/comments/", f"/updates/{update}/"),
            *(f"/changes/after/{newest}", f"/changes/after/{before}"),
            *(f"/changes/{any_version}/", f"/changes/{any_version}/proof/"),
            *(f"/changes/{before}..{newest}/", f"/changes/{newest}.json"),
        )
        return [f"{base}{each}" for each in below]


def opened(seed: int) -> World:
    """One with stories, comments and a translation to begin with."""
    commenting.set_comment_mode("moderated", by=None)
    notice.establish()
    chief = factories.editor("chief", role="chief")
    world = World(random.Random(seed), chief, [photo(seed=number) for number in range(3)])
    long = factories.long_story(3)
    world.stories.append(long.pk)
    while len(world.stories) < STORIES:
        world.another_story()
    return world
