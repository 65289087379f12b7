"""One script of many modules: what a module imports stands before it, each in a room of its own.

Only plain forms are understood (named imports, exported functions, constants and classes);
everything else is refused, so that nothing is left out in silence. A module that fails takes no
other with it: the error is reported to the browser, and the rest goes on.
"""

import re
from pathlib import Path

from newsroom.static_files.refusals import BundleError

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s*from\s*)?"(\.[^"]+)";?[ \t]*$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:(?:async )?function\*?|const|class)\s+([A-Za-z_$][\w$]*))", re.MULTILINE
)
_LIST = re.compile(r"^export\s*\{([^}]*)\};?[ \t]*$", re.MULTILINE)
_NOT_UNDERSTOOD = re.compile(
    r"^(?:import|export|await)\b|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE
)
_NOTE_OF_A_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_NOTE_OF_LINES = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_START = """\
const run = (module) => {
try { return module(); } catch (error) { reportError(error); return {}; }
};
"""


def script(entry: Path) -> str:
    """The module with all that it imports, each once, in the order in which a browser runs them."""
    rooms: dict[Path, str] = {}
    _add(entry.resolve(), entry, rooms, ())
    return _START + "".join(rooms.values())


def _add(file: Path, entry: Path, rooms: dict[Path, str], above: tuple[Path, ...]) -> None:
    if file in above:
        raise BundleError(file, "imports itself in a circle")
    if file in rooms:
        return
    try:
        written = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BundleError(entry, f"imports {file}, which is not there") from None
    for found in _IMPORT.finditer(written):
        _add((file.parent / found[2]).resolve(), entry, rooms, (*above, file))
    rooms[file] = _room(file, written, list(rooms))


def _room(file: Path, written: str, before: list[Path]) -> str:
    """One module as a function that gives what the module exports."""

    def taken(found: re.Match[str]) -> str:
        if not found[1]:
            return ""
        place = before.index((file.parent / found[2]).resolve())
        return f"const {{ {_pairs(found[1], ': ')} }} = m{place};"

    given = _EXPORT.findall(written)
    given += [_pairs(found, ": ", turned=True) for found in _LIST.findall(written)]
    inside = _LIST.sub("", _EXPORT.sub("", _IMPORT.sub(taken, written)))
    if odd := _NOT_UNDERSTOOD.search(inside):
        raise BundleError(file, f"`{odd[0]}` in this form cannot be put into one script")
    given_back = f"return {{ {', '.join(given)} }};"
    return f"const m{len(before)} = run(() => {{\n{_smaller(inside)}\n{given_back}\n}});\n"


def _pairs(named: str, sign: str, *, turned: bool = False) -> str:
    """Names as an object writes them: `a as b` becomes `a: b`, or `b: a` the other way round."""
    found = []
    for each in filter(None, (part.strip() for part in named.split(","))):
        name, _, other = each.partition(" as ")
        first, second = (other, name) if turned else (name, other)
        found.append(f"{first.strip()}{sign}{second.strip()}" if other else name)
    return ", ".join(found)


def _smaller(written: str) -> str:
    """Without notes that fill lines and without indents, where no text runs over several lines."""
    if any(line.count("`") % 2 for line in written.splitlines()):
        return written
    bare = _NOTE_OF_LINES.sub("", _NOTE_OF_A_LINE.sub("", written))
    return "\n".join(filter(None, (line.strip() for line in bare.splitlines())))
