"""Posts on social media: who said what, as far as the page says it to people without an account."""

import re
from dataclasses import dataclass

from incidents.actions.house.fetching.reading.markup import Page
from incidents.actions.house.fetching.reading.moments import Moment
from incidents.actions.web.addresses import WebAddress
from incidents.text.sanitise import line

PLATFORMS = {
    "twitter.com": "X",
    "x.com": "X",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "t.me": "Telegram",
    "bsky.app": "Bluesky",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "tiktok.com": "TikTok",
    "vk.com": "VK",
}
MASTODON = "Mastodon"

_MASTODON_PATH = re.compile(r"/@([\w.@-]{1,200})/(\d{5,30}|[0-9A-Za-z]{20,30})$")
_HANDLES = {
    "X": re.compile(r"/(\w{1,30})/status/\d"),
    "Facebook": re.compile(r"/([\w.]{5,100})/(?:posts|videos|photos|reel)/"),
    "Threads": re.compile(r"/(@[\w.]{1,100})/post/"),
    "Telegram": re.compile(r"/(?:s/)?(\w{4,64})/\d"),
    "Bluesky": re.compile(r"/profile/([\w.:-]{1,200})/post/"),
    "TikTok": re.compile(r"/(@[\w.]{1,100})/video/"),
}
_NAMED = re.compile(r"(?P<author>[^()]{1,200}) \((?P<handle>@[^()\s]{1,200})\)")
_QUOTED = re.compile(
    r"(?P<author>.{1,200}?) (?:on|auf|sur|en) (?:X|Twitter|Instagram|Threads|Facebook)"
    r"(?:: [\"“](?P<text>.*)[\"”](?: / (?:X|Twitter))?)?"
)
_QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Post:
    """One post: the name and handle of who wrote it, the words, the moment, and its address."""

    platform: str
    author: str
    handle: str
    text: str
    published: Moment | None
    link: str


def post(page: Page, address: WebAddress, link: str, published: Moment | None) -> Post | None:
    """The post that a page shows; None where it is another kind of page."""
    platform = _platform(page, address)
    if not platform:
        return None
    title = page.meta("og:title", "twitter:title")
    named, quoted = _NAMED.match(title), _QUOTED.fullmatch(title)
    author = named["author"] if named else quoted["author"] if quoted else _author(page, title)
    words = page.meta("og:description", "twitter:description", "description")
    if platform == "YouTube":
        words = title
    elif quoted and quoted["text"]:
        words = quoted["text"]
    return Post(
        platform=platform,
        author=line(author),
        handle=_handle(platform, address, named["handle"] if named else "", page),
        text=line(words).strip(_QUOTES),
        published=published,
        link=link,
    )


def _platform(page: Page, address: WebAddress) -> str:
    path = address.target.partition("?")[0]
    host = address.site.removeprefix("m.").removeprefix("mobile.")
    if host in PLATFORMS:
        return PLATFORMS[host] if path.strip("/") else ""
    told = f"{page.meta('generator')} {page.meta('og:site_name')}".lower()
    return MASTODON if "mastodon" in told and _MASTODON_PATH.match(path) else ""


def _author(page: Page, title: str) -> str:
    """The author that a video names; else the title, which on channels is their name."""
    for element in page.properties("author"):
        for inner in element.iter("link", "meta"):
            if inner.get("itemprop") == "name" and inner.get("content"):
                return str(inner.get("content"))
    return page.meta("author") or title


def _handle(platform: str, address: WebAddress, told: str, page: Page) -> str:
    """The name of the account, beginning with @."""
    path = address.target.partition("?")[0]
    if platform == MASTODON:
        found = _MASTODON_PATH.match(path)
        handle = page.meta("profile:username") or told or (found[1] if found else "")
        handle = handle.lstrip("@")
        return f"@{handle}" if "@" in handle or not handle else f"@{handle}@{address.host}"
    found = _HANDLES[platform].search(path) if platform in _HANDLES else None
    handle = (found[1] if found else told).lstrip("@")
    return f"@{handle}" if handle and handle != "i" else ""
