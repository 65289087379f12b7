"""What is made of an uploaded file, and which files are refused before anything is decoded."""

import io
import resource
import time
import zlib
from collections.abc import Callable
from threading import BoundedSemaphore

import pytest
from PIL import Image
from pytest_django import Settings

from incidents.actions.stories.pictures import rendering
from incidents.actions.stories.pictures.rendering import UnfitPicture, Written, renditions
from tests.picture_files import drawn, encoded, photo, png_bomb, png_of, with_place


def opened(file: Written) -> Image.Image:
    image = Image.open(io.BytesIO(file.data))
    image.load()
    return image


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_usual_format_becomes_webp_with_a_fallback(name: str) -> None:
    files = renditions(encoded(drawn(1200, 800), name))

    assert [(file.media_type, file.width) for file in files] == [
        *[("image/webp", 480), ("image/webp", 960), ("image/webp", 1200)],
        *[("image/jpeg", 960), ("image/jpeg", 1200)],
    ]
    assert all(opened(file).size == (file.width, file.height) for file in files)
    assert {round(file.width / file.height, 1) for file in files} == {1.5}


def test_a_large_picture_is_kept_no_wider_than_a_screen() -> None:
    files = renditions(photo(3600, 2400))

    assert max(file.width for file in files) == 2400


def test_uploads_that_wait_never_take_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "IN_LINE", BoundedSemaphore(1))

    with rendering.IN_LINE, pytest.raises(UnfitPicture, match="try again in a moment"):
        renditions(photo(300, 200))
    with pytest.raises(UnfitPicture, match="damaged"):
        renditions(truncated())

    assert renditions(photo(300, 200))


def test_a_picture_is_kept_no_taller_than_its_files_can_be() -> None:
    tall = encoded(Image.new("L", (1000, 17_000)), "PNG")

    files = renditions(tall)

    assert {opened(file).size == (file.width, file.height) for file in files} == {True}
    assert max(file.height for file in files) == 16_000


def test_a_small_picture_is_not_made_larger() -> None:
    files = renditions(photo(300, 200))

    assert [(file.media_type, file.width) for file in files] == [
        ("image/webp", 300),
        ("image/jpeg", 300),
    ]


def test_what_can_be_seen_through_stays_so() -> None:
    clear = Image.new("RGBA", (600, 400), (200, 0, 0, 90))

    files = renditions(encoded(clear, "PNG"))

    assert {file.media_type for file in files} == {"image/webp", "image/png"}
    assert all(opened(file).mode == "RGBA" for file in files)


def test_no_file_says_where_or_with_what_a_picture_was_taken() -> None:
    files = renditions(with_place())

    for file in files:
        assert not opened(file).getexif()
        assert not any(
            secret in file.data for secret in (b"Spyphone", b"Exif", b"made at home", b"ICC")
        )


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (900, 600)), (3, (900, 600)), (6, (600, 900)), (8, (600, 900))]
)
def test_a_picture_stands_upright(orientation: int, size: tuple[int, int]) -> None:
    files = renditions(with_place(orientation))

    assert (files[-1].width, files[-1].height) == size


def test_a_camera_on_its_head_is_turned_back() -> None:
    marked = Image.new("RGB", (400, 300), "white")
    marked.paste((255, 0, 0), (0, 0, 200, 150))
    exif = Image.Exif()
    exif[0x0112] = 3

    files = renditions(encoded(marked, exif=exif))

    assert opened(files[-1]).getpixel((390, 290))[1] < 60  # type: ignore[index]


def test_of_an_animation_the_first_picture_is_kept() -> None:
    red, blue = (Image.new("RGB", (300, 200), colour) for colour in ("red", "blue"))
    into = io.BytesIO()
    red.save(into, "GIF", save_all=True, append_images=[blue], duration=100)

    files = renditions(into.getvalue())

    shown = opened(files[-1])
    assert getattr(shown, "n_frames", 1) == 1
    assert shown.getpixel((150, 100))[0] > 200  # type: ignore[index]


def test_the_same_picture_gives_the_same_files() -> None:
    data = photo()

    assert [f.digest for f in renditions(data)] == [f.digest for f in renditions(data)]


def test_a_picture_of_144_megapixels_is_refused_before_it_is_unpacked() -> None:
    bomb = png_bomb(12_000)
    before, used = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(UnfitPicture, match="144 megapixels; at most 40"):
        renditions(bomb)

    assert len(bomb) < 500_000
    assert time.process_time() - before < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 50_000  # kilobytes


def truncated() -> bytes:
    return photo(2000, 1500)[:-3000]


def lying() -> bytes:
    """A header that promises four gigapixels."""
    return png_of(65_000, 65_000, zlib.compress(b"\0" * 100))


def script_in_svg() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'


def webp_of_lies() -> bytes:
    sound = bytearray(encoded(Image.new("RGBA", (50, 50)), "WEBP", exif=b"Exif\0\0"))
    sound[24:30] = b"\xff\x3f\x00\xff\x3f\x00"  # 16384 x 16384
    return bytes(sound)


def stripe() -> bytes:
    return encoded(Image.new("L", (20_000, 20)), "PNG")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (truncated, "damaged or cut off"),
        (lying, "megapixels"),
        (webp_of_lies, "megapixels"),
        (script_in_svg, "SVG drawings are not taken"),
        (stripe, "a stripe"),
        (lambda: b"<html><script>alert(1)</script>", "no picture that can be read"),
        (lambda: b"\x89PNG\r\n\x1a\n", "damaged"),
        (lambda: b"\xff\xd8\xff", "damaged"),
        (lambda: b"GIF89a", "damaged"),
        (lambda: b"RIFF\0\0\0\0WEBPVP8 ", "damaged"),
        (lambda: b"\0\0\0\x1cftypavif" + b"\0" * 40, "damaged"),
        (lambda: b"II*\0" + b"\0" * 100, "no picture that can be read"),
        (lambda: b"", "empty"),
    ],
)
def test_what_is_no_sound_picture_is_refused_in_words(
    file: Callable[[], bytes], words: str
) -> None:
    with pytest.raises(UnfitPicture, match=words):
        renditions(file())


def test_a_page_that_hides_in_a_picture_does_not_come_out_of_it() -> None:
    hidden = b"<script>alert(document.domain)</script>"

    files = renditions(photo() + hidden + encoded(drawn(), comment=hidden))

    assert not any(b"script" in file.data for file in files)


def test_a_file_that_is_too_large_is_refused(settings: Settings) -> None:
    settings.MAX_PICTURE_MB = 1
    noise = Image.effect_noise((1500, 1500), 90)

    with pytest.raises(UnfitPicture, match="a picture may have 1"):
        renditions(encoded(noise, "PNG"))


def test_the_largest_picture_that_is_taken_costs_little() -> None:
    data = png_bomb(6_300)
    before = time.process_time()

    rendering.renditions(data)

    assert time.process_time() - before < 6
