"""How server-sent events are written: nothing inside a field can begin another one."""

import re

MEDIA_TYPE = "text/event-stream"

_LINE_END = re.compile(rb"\r\n|\r|\n")
_NAME = re.compile(rb"[a-z]+")


def event(
    name: bytes, data: bytes, *, number: int | None = None, retry: int | None = None
) -> bytes:
    """An event with its data; `number` is its id, `retry` the pause of a reader in milliseconds.

    A line end in the data begins another line of data, as the standard has it. Raises ValueError
    for a name that is not one of small letters.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name an event")
    lines = [] if retry is None else [b"retry: %d" % retry]
    lines += [] if number is None else [b"id: %d" % number]
    lines.append(b"event: " + name)
    lines += [b"data: " + line for line in _LINE_END.split(data)]
    return b"\n".join(lines) + b"\n\n"


def comment(words: str) -> bytes:
    """What readers pass over; it shows that the connection stands."""
    lines = _LINE_END.split(words.encode())
    return b"".join(b": " + line + b"\n" for line in lines) + b"\n"


def pause(milliseconds: int) -> bytes:
    """How long a reader waits before it comes back, once the connection is lost."""
    return b"retry: %d\n\n" % milliseconds
