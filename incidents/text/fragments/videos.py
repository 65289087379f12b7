"""Videos elsewhere, known by provider and name; never by HTML that somebody pasted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

FILES = (".mp4", ".webm", ".m4v")
"""How the address of a video file ends that browsers play."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who plays a video: its name for readers, and the page on which the video stands."""

    label: str
    page: str


PROVIDERS: Mapping[str, Provider] = {
    "youtube": Provider("YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": Provider("Vimeo", "https://vimeo.com/{}"),
    "file": Provider("video file", "{}"),
}


@dataclass(frozen=True, slots=True)
class Video:
    """A video: its provider, the provider's name of it, and the page on which it stands."""

    provider: str
    name: str
    url: str


_YOUTUBE = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO = re.compile(r"[0-9]{6,12}")
_YOUTUBE_PATHS = ("/embed/", "/shorts/", "/live/", "/v/")


def video_at(address: str) -> Video | None:
    """The video that a pasted address leads to; None where no provider of ours plays it."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        plain = parts.username is None and parts.port is None
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or not plain:
        return None
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _known("youtube", _YOUTUBE, _youtube_name(host, parts.path, parts.query))
    if host in {"vimeo.com", "player.vimeo.com"}:
        path = parts.path.removeprefix("/video/").strip("/")
        return _known("vimeo", _VIMEO, path.partition("/")[0])
    is_file = parts.path.lower().endswith(FILES) and parts.scheme == "https"
    return Video("file", "", parts._replace(fragment="").geturl()) if is_file else None


def _youtube_name(host: str, path: str, query: str) -> str:
    if host == "youtu.be":
        return path.strip("/")
    for start in _YOUTUBE_PATHS:
        if path.startswith(start):
            return path.removeprefix(start).partition("/")[0]
    return parse_qs(query).get("v", [""])[0] if path == "/watch" else ""


def _known(provider: str, pattern: re.Pattern[str], name: str) -> Video | None:
    if not pattern.fullmatch(name):
        return None
    return Video(provider, name, PROVIDERS[provider].page.format(name))
