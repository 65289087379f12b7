"""A picture for partners, one that is not, a quoted post and a video."""

from dataclasses import replace
from datetime import UTC, date, datetime

from incidents.record.pages.media import FileEntry, MediumEntry

WEBP, JPEG = "a1" * 32, "b2" * 32


def entry(number: int, kind: str, **fields: object) -> MediumEntry:
    """One of them, of which nothing is known but what is given."""
    plain = MediumEntry(
        key=f"medium-{number}",
        number=number,
        kind=kind,
        kind_label={"image": "Image", "post": "Quoted post", "video": "Video"}[kind],
        **dict.fromkeys(("alt", "caption", "credit", "place", "provenance", "licence"), ""),
        **dict.fromkeys(("warning", "sha256", "author", "handle", "platform", "text"), ""),
        **dict.fromkeys(("url", "printed", "provider", "video", "fragment"), ""),
        date=None,
        at=None,
        redistribute=False,
        files=(),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


FILES = (
    FileEntry(f"/media/{JPEG}.jpg", "image/jpeg", 960, 640, 70_000, JPEG),
    FileEntry(f"/media/{WEBP}.webp", "image/webp", 480, 320, 9_000, WEBP),
)
SHOWN = (
    entry(
        1,
        "image",
        alt="Water falls [white] over the dam.",
        caption="The dam at dawn",
        credit="Mara Lind",
        place="Old Town",
        date=date(2017, 2, 25),
        provenance="file image",
        licence="CC BY 4.0",
        redistribute=True,
        sha256=JPEG,
        files=FILES,
    ),
    entry(2, "image", alt="A cellar.", credit="Agency", sha256=JPEG, files=FILES),
    entry(
        3,
        "post",
        author="Town hall",
        handle="@townhall",
        platform="X",
        text="Stay *inside*.",
        url="https://x.com/townhall/status/1",
        at=datetime(2017, 2, 25, 11, 30, tzinfo=UTC),
        printed="1230 CET, 25 February 2017",
    ),
    entry(
        4,
        "video",
        caption="The gates open",
        warning="Shows people in danger.",
        url="https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        provider="youtube",
        video="dQw4w9WgXcQ",
    ),
)
