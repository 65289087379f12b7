"""Posts are read from what platforms show to people without an account."""

import datetime as dt

import pytest

from incidents.actions.house.fetching.reading.page import read
from incidents.actions.house.fetching.reading.posts import Post
from incidents.actions.web.addresses import parse

SAID = "Shots were heard in two villages."


def metas(**said: str) -> str:
    named = {name.replace("__", ":"): words for name, words in said.items()}
    return "".join(f"<meta property='{name}' content='{words}'>" for name, words in named.items())


@pytest.mark.parametrize(
    ("address", "markup", "platform", "author", "handle"),
    [
        (
            "https://x.com/mod_az/status/83550?s=20",
            metas(og__title=f'Ministry of Defence on X: "{SAID}" / X', og__site_name="X"),
            *("X", "Ministry of Defence", "@mod_az"),
        ),
        (
            "https://mobile.twitter.com/mod_az/status/83550",
            metas(og__title="Ministry of Defence (@mod_az) on X", og__description=f"“{SAID}”"),
            *("X", "Ministry of Defence", "@mod_az"),
        ),
        (
            "https://www.facebook.com/mod.az/posts/123",
            metas(og__title="Ministry of Defence", og__description=SAID),
            *("Facebook", "Ministry of Defence", "@mod.az"),
        ),
        (
            "https://t.me/mod_az/512",
            metas(og__title="Ministry of Defence", og__description=SAID, og__site_name="Telegram"),
            *("Telegram", "Ministry of Defence", "@mod_az"),
        ),
        (
            "https://social.example/@mod/112233445566778899",
            "<meta name=generator content='Mastodon v4.3.0'>"
            + metas(og__title="Ministry of Defence (@mod@social.example)", og__description=SAID),
            *("Mastodon", "Ministry of Defence", "@mod@social.example"),
        ),
        (
            "https://bsky.app/profile/mod.example/post/3kabc",
            metas(og__title="Ministry of Defence (@mod.example)", og__description=SAID),
            *("Bluesky", "Ministry of Defence", "@mod.example"),
        ),
        (
            "https://www.youtube.com/watch?v=abc",
            metas(og__title=SAID, og__description="Subscribe to us")
            + "<span itemprop=author><link itemprop=name content='Ministry of Defence'></span>",
            *("YouTube", "Ministry of Defence", ""),
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_post_gives_its_author_handle_and_words(
    address: str, markup: str, platform: str, author: str, handle: str
) -> None:
    at = "<meta property='article:published_time' content='2017-02-25T08:00:00Z'>"

    found = read((markup + at).encode(), "utf-8", "text/html", parse(address))

    assert found.post is not None
    assert found.post.published is not None
    assert found.post == Post(
        platform, author, handle, SAID, found.published, address.removesuffix("?s=20")
    )
    assert found.post.published.at == dt.datetime(2017, 2, 25, 8, tzinfo=dt.UTC)
    assert (found.outlet, found.authors, found.text) == (platform, (author,), SAID)


@pytest.mark.parametrize(
    "address", ["https://paper.example/@ann/1", "https://x.com/", "https://notx.com/a/status/1"]
)
def test_other_pages_are_no_posts(address: str) -> None:
    markup = metas(og__title="Shots (@paper)", og__description=SAID)

    assert read(markup.encode(), "", "text/html", parse(address)).post is None
