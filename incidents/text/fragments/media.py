"""Images, quoted posts and videos as HTML: what a page shows beside its words.

Nothing here makes a browser ask anybody else: of a video only a link stands on the page, which a
script turns into a player once a reader asks for it.
"""

from datetime import date
from html import escape

from incidents.text.fragments.values import Value, items, lines, moment, raw, text, values
from incidents.text.fragments.videos import PROVIDERS
from incidents.text.fragments.warnings import warned
from incidents.text.times import printed_date

SLOT = "<!-- media -->"
"""Stands in the fragment of a text where the fragments of what it shows go in."""

EXTENSIONS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}

SIZES = "(min-width: 48rem) 44rem, 100vw"

LAZY = ' loading="lazy"'


def address(sha256: str, media_type: str) -> str:
    """Where a file of a picture is served."""
    return f"/media/{sha256}.{EXTENSIONS[media_type]}"


def slot(value: Value) -> str:
    """The place in a text for what it shows; empty where it shows nothing."""
    return f'<div class="media">{SLOT}</div>' if items(value, "media") else ""


def filled(fragment: str, figures: list[str]) -> str:
    """The fragment of a text with the fragments of what it shows in their place."""
    return fragment.replace(SLOT, "\n".join(filter(None, figures)), 1)


def render(value: Value) -> str:
    """One image, quoted post or video, of whatever kind."""
    kind = raw(value, "kind")
    shown = {"image": _image, "post": _post, "video": _video}[kind](value)
    return lines(f'<figure class="medium {kind}">', warned(value, shown), _caption(value))


def _image(value: Value) -> str:
    picture = _picture(value)
    if not picture:
        return '<p class="medium-gone">This picture was removed.</p>'
    fullest = _fallbacks(value)[-1]
    place = address(raw(fullest, "sha256"), raw(fullest, "type"))
    return f'<a class="medium-frame" href="{place}" title="Full size">{picture}</a>'


def _picture(value: Value) -> str:
    """The element that lets a browser choose among the files; empty where there is none."""
    fallbacks = _fallbacks(value)
    if not fallbacks:
        return ""
    modern = [each for each in _files(value) if raw(each, "type") == "image/webp"]
    usual, largest = fallbacks[0], fallbacks[-1]
    return (
        f'<picture><source type="image/webp" srcset="{_srcset(modern)}" sizes="{SIZES}">'
        f'<img src="{address(raw(usual, "sha256"), raw(usual, "type"))}" '
        f'srcset="{_srcset(fallbacks)}" sizes="{SIZES}" '
        f'width="{text(largest, "width")}" height="{text(largest, "height")}" '
        f'alt="{text(value, "alt")}"{LAZY} decoding="async"></picture>'
    )


def _srcset(files: list[Value]) -> str:
    return ", ".join(
        f"{address(raw(each, 'sha256'), raw(each, 'type'))} {text(each, 'width')}w"
        for each in files
    )


def _files(value: Value) -> list[Value]:
    """The files of a picture, each format from the smallest to the largest."""
    held = value.get("file")
    return values(held, "renditions") if isinstance(held, dict) else []


def _fallbacks(value: Value) -> list[Value]:
    return [each for each in _files(value) if raw(each, "type") != "image/webp"]


def _post(value: Value) -> str:
    said = raw(value, "text").replace("\r\n", "\n").split("\n\n")
    paragraphs = "\n".join(
        f"<p>{escape(part.strip()).replace(chr(10), '<br>')}</p>" for part in said if part.strip()
    )
    return f"<blockquote>\n{paragraphs}\n</blockquote>"


def _video(value: Value) -> str:
    provider = PROVIDERS.get(raw(value, "provider"))
    url = raw(value, "url")
    if provider is None or not url.startswith("https://"):
        return '<p class="medium-gone">This video was removed.</p>'
    poster = _picture(value)
    return lines(
        f'<a class="medium-frame video-link" href="{escape(url)}" rel="nofollow noopener external"'
        f' data-video="{text(value, "provider")}" data-video-id="{text(value, "video")}">',
        poster,
        f'<span class="video-words">Play the video <span class="video-from">'
        f"({escape(provider.label)})</span></span>",
        "</a>",
    )


def _caption(value: Value) -> str:
    """All that is said of what is shown, under it."""
    said = text(value, "caption")
    parts = (
        f'<span class="caption">{said}</span>' if said else "",
        _posted(value) if raw(value, "kind") == "post" else "",
        _facts(value),
    )
    inside = " ".join(filter(None, parts))
    return lines(f"<figcaption>{inside}</figcaption>" if inside else "", "</figure>")


def _posted(value: Value) -> str:
    """Who posted it, where and when, with the way to it; the words stay if it is deleted."""
    author, handle, platform = (text(value, name) for name in ("author", "handle", "platform"))
    when = moment(raw(value, "at"), text(value, "printed"))
    url = raw(value, "url")
    if url.lower().startswith(("http://", "https://")):
        shown = when or "the post"
        when = f'<a href="{escape(url)}" rel="nofollow noopener external">{shown}</a>'
    parts = (
        f'<span class="post-author">{author}</span>' if author else "",
        f'<span class="post-handle">{handle}</span>' if handle else "",
        f"on {platform}" if platform else "",
    )
    return ", ".join(filter(None, (" ".join(filter(None, parts)), when)))


def _facts(value: Value) -> str:
    day = raw(value, "date")
    credit, kind = text(value, "credit"), raw(value, "kind")
    label = "Photo" if kind == "image" else "Video" if kind == "video" else "Credit"
    parts = (
        text(value, "place"),
        _day(day) if day else "",
        text(value, "provenance"),
        f"{label}: {credit}" if credit else "",
        text(value, "licence"),
    )
    said = " · ".join(filter(None, parts))
    return f'<span class="medium-facts">{said}</span>' if said else ""


def _day(day: str) -> str:
    return f'<time datetime="{escape(day)}">{printed_date(date.fromisoformat(day))}</time>'
