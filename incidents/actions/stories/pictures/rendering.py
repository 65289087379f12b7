"""From the file that was sent to the files that are kept: upright, without metadata, in sizes."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from django.conf import settings
from PIL import Image, ImageCms

from incidents.actions.refusals import Refused
from incidents.actions.stories.pictures import headers
from incidents.models import Rendition

WIDTHS = (480, 960, 1600, 2400)
"""Of the WebP files, in pixels; the largest is what readers see full size."""

FALLBACK_WIDTHS = (960, 2400)
"""Of the files for browsers, and people, that want JPEG or PNG."""

LARGEST = max(WIDTHS)

TALLEST = 16_000
"""Rows that a kept file has at most, in pixels; WebP can hold no more than 16,383."""

MOST_TO_ONE = 20
"""How many times as long as wide a picture may be, or the other way round."""

QUALITY = 80

ORIENTATION = 0x0112
"""The number of the field in which cameras say how they were held."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

SHRINKABLE = ("L", "RGB", "RGBA", "CMYK", "YCbCr")
"""Modes in which a picture may be made smaller before its colours are changed."""

_ONE_AT_A_TIME = Lock()
"""A decoded picture takes 4 bytes a pixel; only one stands in the memory of a process."""

IN_LINE = BoundedSemaphore(max(1, settings.WEB_THREADS // 2))
"""Uploads that wait for that in a process: they never take every thread from readers."""

ACCEPTED = "JPEG, PNG, WebP, GIF or AVIF"


class UnfitPicture(Refused):
    """A file that cannot be taken as a picture; the message says what to send instead."""

    field = "file"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of a picture."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


def renditions(data: bytes) -> list[Written]:
    """The files that are kept of an uploaded picture; the largest fallback stands last.

    Nothing is decoded before format and size are known from the first bytes. Raises UnfitPicture.
    """
    name = _checked(data)
    if not IN_LINE.acquire(blocking=False):
        raise UnfitPicture("Other pictures are being prepared just now: try again in a moment.")
    try:
        with _ONE_AT_A_TIME:
            image = _decoded(data, name)
            return _written(image)
    finally:
        IN_LINE.release()


def _checked(data: bytes) -> str:
    """The format of a file whose header promises a picture that fits."""
    if not data:
        raise UnfitPicture("This file is empty. Choose the picture again.")
    most = settings.MAX_PICTURE_MB
    if len(data) > most * 1_000_000:
        raise UnfitPicture(
            f"This file has {len(data) / 1_000_000:.1f} MB; a picture may have {most}. Export it "
            "smaller, for example as JPEG."
        )
    name = headers.format_of(data)
    if not name and headers.is_drawing(data):
        raise UnfitPicture(
            "SVG drawings are not taken, because they may hold programs. Export it as PNG."
        )
    if not name:
        raise UnfitPicture(f"This is no picture that can be read. Choose a {ACCEPTED} file.")
    size = headers.size_of(data, name)
    if size is None or min(size) < 1:
        raise _broken()
    refuse_too_large(*size)
    return name


def refuse_too_large(width: int, height: int) -> None:
    """Refuse more points than may be decoded, and stripes. Raises UnfitPicture."""
    most = settings.MAX_PICTURE_MEGAPIXELS
    if width * height > most * 1_000_000:
        raise UnfitPicture(
            f"This picture unpacks to {width:,} x {height:,} points, that is "
            f"{width * height / 1_000_000:,.0f} megapixels; at most {most} are taken. Make it "
            "smaller and choose it again."
        )
    if max(width, height) > MOST_TO_ONE * min(width, height):
        raise UnfitPicture(
            f"This picture is {width:,} x {height:,} points: a stripe that no page can show. Crop "
            "it and choose it again."
        )


def _broken() -> UnfitPicture:
    return UnfitPicture("This picture is damaged or cut off. Export it again, or choose another.")


def _decoded(data: bytes, name: str) -> Image.Image:
    """The picture, upright, in plain colours, no larger than its largest file."""
    Image.MAX_IMAGE_PIXELS = settings.MAX_PICTURE_MEGAPIXELS * 1_000_000
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[name]) as image:
                refuse_too_large(*image.size)
                return _plain(image)
    except UnfitPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise UnfitPicture(
            "This picture unpacks to more than can be taken. Make it smaller and choose it again."
        ) from None
    except Exception:  # noqa: BLE001 - whatever a decoder makes of hostile bytes
        raise _broken() from None


def _plain(image: Image.Image) -> Image.Image:
    """The first frame in the colours of the web, turned as the camera was held."""
    image.draft(None, (LARGEST, LARGEST))
    profile, orientation = image.info.get("icc_profile"), image.getexif().get(ORIENTATION)
    clear = "A" in image.getbands() or "transparency" in image.info
    if image.mode not in SHRINKABLE:
        image = image.convert("RGBA" if clear else "RGB")
    if image.width > LARGEST or image.height > TALLEST:
        # in place: a second copy in full size would cost as much again
        image.thumbnail((LARGEST, TALLEST), reducing_gap=3.0)
    shown = image.convert("RGBA" if clear else "RGB")
    if profile:
        shown = _in_srgb(shown, profile)
    return _upright(shown, orientation)


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    """The picture turned as its metadata asks, which are left behind."""
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return image.transpose(turn) if turn is not None else image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the colours that every screen takes for granted; as it is where that fails."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(
            image, meant, ImageCms.createProfile("sRGB"), outputMode=image.mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return turned or image


def _written(image: Image.Image) -> list[Written]:
    """Each size in its formats; nothing but points goes into a file."""
    image.info = {}
    clear = image.mode == "RGBA"
    sizes = {width: _resized(image, width) for width in _widths(image, (*WIDTHS, *FALLBACK_WIDTHS))}
    found = [
        _saved(sizes[width], "WEBP", Rendition.Type.WEBP, quality=QUALITY, method=4)
        for width in _widths(image, WIDTHS)
    ]
    for width in _widths(image, FALLBACK_WIDTHS):
        if clear:
            found.append(_saved(sizes[width], "PNG", Rendition.Type.PNG))
        else:
            options = {"quality": QUALITY, "progressive": True, "optimize": True}
            found.append(_saved(sizes[width], "JPEG", Rendition.Type.JPEG, **options))
    return found


def _widths(image: Image.Image, wanted: tuple[int, ...]) -> list[int]:
    """The widths that the picture can fill, and its own where it is smaller than the largest."""
    return sorted({min(width, image.width) for width in wanted})


def _resized(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, name: str, media_type: str, **options: object) -> Written:
    into = io.BytesIO()
    image.save(into, name, **options)
    return Written(into.getvalue(), str(media_type), image.width, image.height)


def as_png(image: Image.Image) -> bytes:
    """A drawing of our own as a file."""
    return _saved(image, "PNG", Rendition.Type.PNG).data
