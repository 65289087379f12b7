"""The bytes that answer one request, put together as far as they are the same for a second."""

from http import HTTPStatus

from newsroom.front.memory.asking import Asked
from newsroom.front.memory.entries import Entry, is_held

Told = list[tuple[bytes, bytes]]
"""What is told with every answer: the date. The server makes another list each second."""


class Ready:
    """The answer to one request, as long as its page is kept; `body` is empty where none goes."""

    __slots__ = ("_head", "_start", "_told", "body", "closing", "entry")

    def __init__(self, entry: Entry, wanted: Asked) -> None:
        forms = entry.forms
        form = forms[wanted.form] if len(forms) > 1 else forms[0]
        unchanged = entry.status == HTTPStatus.OK and is_held(form.etag, wanted.held)
        self.entry = entry
        self.closing = wanted.closing
        self.body = b"" if unchanged or wanted.head_only else form.body
        self._head = form.unchanged_head if unchanged else form.head
        self._told: Told | None = None
        self._start = b""

    def start(self, told: Told) -> bytes:
        """All that comes before the body, with what is told now."""
        if told is not self._told:
            lines = b"".join([b"%b: %b\r\n" % header for header in told])
            close = b"connection: close\r\n\r\n" if self.closing else b"\r\n"
            self._told, self._start = told, self._head + lines + close
        return self._start
