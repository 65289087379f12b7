"""What a page shows beside its words: images, quoted posts and videos."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a picture: its address on this site, its size in pixels and in bytes."""

    path: str
    media_type: str
    width: int
    height: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MediumEntry:
    """One image, quoted post or video of a story; what is not known of it is empty.

    `files` are those of the image, or of the picture that stands for a video, each format from
    the smallest to the largest; partners get them only with `redistribute`.
    """

    key: str
    number: int
    kind: str
    kind_label: str
    alt: str
    caption: str
    credit: str
    place: str
    date: dt.date | None
    provenance: str
    licence: str
    redistribute: bool
    warning: str
    sha256: str
    files: tuple[FileEntry, ...]
    author: str
    handle: str
    platform: str
    text: str
    url: str
    at: dt.datetime | None
    printed: str
    provider: str
    video: str
    fragment: str

    @property
    def name(self) -> str:
        """What it is called in text: "Image 3"."""
        return f"{self.kind_label} {self.number}"

    @property
    def full_size(self) -> FileEntry | None:
        """The largest file that every browser can show."""
        usual = [each for each in self.files if each.media_type != "image/webp"]
        return usual[-1] if usual else None
