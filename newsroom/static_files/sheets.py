"""One style sheet of many: what a sheet imports stands in its place, without notes and spaces."""

import posixpath
import re
from pathlib import Path

from newsroom.static_files.refusals import BundleError

_IMPORT = re.compile(r'@import "([^"]+)"(?: ([^;"]+))?;')
_ADDRESS = re.compile(r'url\(["\']?(?!data:|/|https?:|#)([^"\')]+)["\']?\)')
_NOTE_OR_SPACE = re.compile(r'("(?:\\.|[^"\\])*")|/\*.*?\*/|\s+', re.DOTALL)
_AROUND_SIGNS = re.compile(r'("(?:\\.|[^"\\])*")|\s*([{};,>])\s*|;(?=\})')


def sheet(entry: Path) -> str:
    """The sheet with all that it imports, each file once; addresses are seen from the entry."""
    return _smaller(_with_imports(entry, entry, []))


def _with_imports(file: Path, entry: Path, seen: list[Path]) -> str:
    seen.append(file)
    try:
        written = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BundleError(entry, f"imports {file}, which is not there") from None

    def imported(found: re.Match[str]) -> str:
        other = (file.parent / found[1]).resolve()
        if other in seen:
            return ""
        inside = _with_imports(other, entry, seen)
        return f"@media {found[2]} {{\n{inside}\n}}" if found[2] else inside

    moved = _ADDRESS.sub(lambda found: _seen_from(entry, file, found[1]), written)
    return _IMPORT.sub(imported, moved)


def _seen_from(entry: Path, file: Path, address: str) -> str:
    place = posixpath.normpath(posixpath.join(file.parent.as_posix(), address))
    return f'url("{posixpath.relpath(place, entry.parent.as_posix())}")'


def _smaller(written: str) -> str:
    """The same to a browser. Strings stay to the letter; a space that may matter stays one."""
    spaced = _NOTE_OR_SPACE.sub(lambda found: found[1] or " ", written)
    return _AROUND_SIGNS.sub(lambda found: found[1] or found[2] or "", spaced).strip() + "\n"
