"""What a page says about itself in JSON-LD, in the words of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

from incidents.actions.house.fetching.reading.markup import Page

Node = dict[str, Any]

LONGEST = 1_000_000
MOST_SCRIPTS = 50
MOST_NODES = 5_000

POSTS = frozenset({"SocialMediaPosting", "DiscussionForumPosting"})
ARTICLES = frozenset({"Report", "BlogPosting", "LiveBlogPosting", *POSTS})
OTHERS = frozenset({"VideoObject", "WebPage", "CreativeWork", "PodcastEpisode"})


class LinkedData:
    """The nodes of a page, and the one among them that is about its article."""

    def __init__(self, page: Page) -> None:
        self.nodes = list(_nodes(page))
        self.by_id = {
            node["@id"]: node
            for node in reversed(self.nodes)
            if isinstance(node.get("@id"), str) and len(node) > 1
        }
        self.article = self._article()

    def text(self, name: str) -> str:
        """What the article says under a name, where that is words."""
        return next(self._words(self.article.get(name)), "")

    def names(self, name: str) -> list[str]:
        """The people or houses under a name: each as it is called."""
        return list(self._words(self.article.get(name)))

    def _article(self) -> Node:
        for wanted in (_is_article, _is_other):
            for node in self.nodes:
                if wanted(_types(node)):
                    return node
        return {}

    def _words(self, value: object) -> Iterator[str]:
        """A text, or the names of what stands there; what is named by its id is looked up."""
        for one in value[:100] if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, dict):
                known = one if "name" in one else self.by_id.get(str(one.get("@id")), {})
                named = known.get("name")
                named = named[0] if isinstance(named, list) and named else named
                if isinstance(named, str):
                    yield named


def _nodes(page: Page) -> Iterator[Node]:
    """Every object in every script, from the outside in."""
    waiting: list[object] = []
    for place, script in enumerate(page.elements("script")):
        if place == MOST_SCRIPTS * 10:
            break
        if script.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
            waiting.append(_loaded(script.text or ""))
        if len(waiting) == MOST_SCRIPTS:
            break
    for value in waiting:  # grows while it is read
        if isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, dict | list))
        if len(waiting) > MOST_NODES:
            del waiting[MOST_NODES:]


def _loaded(written: str) -> object:
    if len(written) > LONGEST:
        return None
    try:
        return json.loads(written.strip(), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: Node) -> set[str]:
    told = node.get("@type")
    return {one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)}


def _is_article(types: set[str]) -> bool:
    return any(one.endswith("Article") or one in ARTICLES for one in types)


def _is_other(types: set[str]) -> bool:
    return bool(types & OTHERS)
