"""Picture files of every kind, made in the test: sound ones and hostile ones."""

import io
import struct
import zlib

from PIL import Image, ImageDraw


def drawn(width: int = 900, height: int = 600, seed: int = 0) -> Image.Image:
    """A picture of a ridge under a sky; another seed is another picture."""
    image = Image.new("RGB", (width, height), (120, 150, 190))
    draw = ImageDraw.Draw(image)
    peak = (width * (seed % 7 + 1)) // 8
    draw.polygon([(0, height), (peak, height // 3), (width, height)], fill=(70, 80 + seed, 60))
    return image


def encoded(image: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    """The bytes of a picture in a format, as Pillow names it."""
    into = io.BytesIO()
    image.save(into, name, **options)
    return into.getvalue()


def photo(width: int = 900, height: int = 600, seed: int = 0) -> bytes:
    """A JPEG file."""
    return encoded(drawn(width, height, seed))


def with_place(orientation: int = 1) -> bytes:
    """A JPEG as phones write it: with the place where it was taken, and how it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Spyphone"
    exif[0x8825] = {1: "N", 2: (40.0, 22.0, 44.0), 3: "E", 4: (49.0, 53.0, 32.0)}
    return encoded(drawn(), exif=exif, comment=b"made at home")


def png_bomb(side: int) -> bytes:
    """A PNG of side x side black points, which packs into very few bytes."""
    hundred_rows = bytes(1 + side * 3) * 100
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    # Flushed in full, what is packed once may follow itself as often as wanted.
    piece = packer.compress(hundred_rows) + packer.flush(zlib.Z_FULL_FLUSH)
    times = side // 100
    # The sum at the end (RFC 1950) that that many zeros have.
    checked = (times * len(hundred_rows) % 65_521 << 16) | 1
    packed = b"\x78\xda" + piece * times + packer.flush() + struct.pack(">I", checked)
    return png_of(side, side, packed)


def png_of(width: int, height: int, packed: bytes) -> bytes:
    """A PNG whose header says what it is told to."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
