"""Whether every file of a picture that some version shows is there, byte for byte."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from django.core.files.storage import default_storage

from incidents.models import Rendition
from incidents.operations.checking.findings import Fault
from incidents.record.beside.media import files_shown
from incidents.record.pages.media import FileEntry


def wrong(head: int, chosen: Sequence[int] | None) -> Iterator[Fault]:
    """The files that are missing or altered, of these stories or of all."""
    for digest, file in files_shown(head, chosen).items():
        reason = _wrong(digest, file)
        if reason:
            yield Fault(f"Picture {digest[:12]}", reason)


def _wrong(digest: str, file: FileEntry) -> str:
    name = Rendition.name_of(digest, file.media_type)
    if not default_storage.exists(name):
        return f"its file “{name}” is missing from the storage"
    found = sha256()
    with default_storage.open(name) as opened:
        for part in opened.chunks():
            found.update(part)
    return "" if found.hexdigest() == digest else f"its file “{name}” was altered"
