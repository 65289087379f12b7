"""A story's page as a screen reader has it, before and after news; and by keyboard alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from incidents.actions.stories import highlighting
from incidents.models import Incident
from tests import factories
from tests.live.serving import HOST, serving
from tests.reader.live.trial.fresh import with_static

pytestmark = pytest.mark.django_db(transaction=True)

Told = dict[str, Any]
LANDMARKS = {"banner", "main", "navigation", "complementary", "contentinfo", "region", "search"}
LISTEN = """() => {
    const said = document.querySelector(".live-news [role=status]")
    window.said = []
    new MutationObserver(() => said.textContent && window.said.push(said.textContent))
        .observe(said, { childList: true, characterData: true, subtree: true })
}"""


@dataclass(frozen=True)
class Node:
    """What is told of one place: what it is, its name, the level of a heading, how it is said."""

    role: str
    name: str
    level: int | None = None
    live: str = ""


@dataclass
class Reading:
    """A story that somebody has open."""

    story: Incident
    page: Page

    def tree(self) -> list[Node]:
        """All that is told of the page, in order."""
        session = self.page.context.new_cdp_session(self.page)
        told = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        nodes = {each["nodeId"]: each for each in told}
        return [_node(each) for each in _in_order(told[0], nodes) if not each["ignored"]]


def _in_order(node: Told, nodes: dict[str, Told]) -> Iterator[Told]:
    yield node
    for each in node.get("childIds", []):
        if each in nodes:
            yield from _in_order(nodes[each], nodes)


def _node(told: Told) -> Node:
    more = {each["name"]: each["value"].get("value") for each in told.get("properties", [])}
    role, name = (told.get(each, {}).get("value", "") for each in ("role", "name"))
    return Node(role, name, more.get("level"), more.get("live", ""))


@pytest.fixture
def reading(browser: Browser) -> Iterator[Reading]:
    """A story of three updates, one of them pinned, open on a telephone."""
    story = factories.long_story(3)
    highlighting.pin(story.updates.get(number=2), by=None)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.install()
    with_static(page)
    with serving() as newsroom:
        page.goto(f"http://{HOST}:{newsroom.port}/news/{story.path}/")
        expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
        yield Reading(story, page)
        context.close()


def named(nodes: list[Node], roles: set[str]) -> list[tuple[str, str]]:
    return [(node.role, node.name) for node in nodes if node.role in roles]


def test_every_landmark_has_a_name_of_its_own_and_no_heading_leaves_out_a_level(
    reading: Reading,
) -> None:
    tree = reading.tree()

    landmarks = named(tree, LANDMARKS)
    levels = [node.level for node in tree if node.role == "heading" and node.level]
    assert [role for role, _ in landmarks].count("main") == 1
    assert len(landmarks) == len(set(landmarks))
    assert [name for role, name in landmarks if role in {"navigation", "region"} and not name] == []
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))
    assert named(tree, {"button", "link"}) == [
        (role, name) for role, name in named(tree, {"button", "link"}) if name
    ]


def test_news_adds_one_button_and_is_said_once_however_much_comes(reading: Reading) -> None:
    page = reading.page
    page.evaluate(LISTEN)
    before = reading.tree()

    for _ in range(20):
        factories.update(reading.story)
    expect(page.locator(".live-news button")).to_contain_text("20 new")
    page.clock.fast_forward("00:31")
    expect(page.locator(".live-news [role=status]")).to_have_text("20 new")
    after = reading.tree()

    assert len(page.evaluate("window.said")) <= 2
    new = [each for each in named(after, {"button"}) if each not in named(before, {"button"})]
    assert [name.partition(" Update ")[0] for _, name in new] == ["20 new"]
    assert {node.live for node in after if node.role == "status"} == {"polite"}
    assert named(after, LANDMARKS) == named(before, LANDMARKS)


def test_the_keyboard_alone_leads_past_the_masthead_to_the_news_and_its_link(
    reading: Reading,
) -> None:
    page = reading.page
    keys = page.keyboard
    keys.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    factories.update(reading.story)
    control = page.locator(".live-news button")
    expect(control).to_be_visible()

    pressed_until(page, "Tab", ".live-news button:focus")
    keys.press("Enter")
    expect(page.locator("#update-4 h2 a")).to_be_focused()
    pressed_until(page, "Tab", "[data-part=update-4] [data-share=copy]:focus")
    keys.press("Enter")

    expect(page.locator("[data-share-said]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/news/{reading.story.path}/updates/4/")


def pressed_until(page: Page, key: str, focused: str) -> None:
    """Press a key until something has the focus; on no way that stays where it is."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.locator(focused).count():
            return
    raise AssertionError(f"{focused} is not reached")
