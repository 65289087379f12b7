"""Scripts have one style, as docs/architecture.md says it."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.building import plan

LONGEST_LINE = 110
SCRIPTS = sorted((plan.ROOT / "static/js").rglob("*.js"))
MAKE_HTML = {"reader/live/parts.js"}  # what it takes comes from our own pages, cleaned and escaped

TEXT = re.compile(
    r'(?P<note>//[^\n]*|/\*.*?\*/)|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?P<single>\'(?:\\.|[^\'\\\n])*\')'
    r"|(?P<before>[(=,:!&|?]\s*)/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/[a-z]*",
    re.DOTALL,
)
DECLARED = re.compile(r"\blet (\w+)")
IMPORTED = re.compile(r"^import \{([^}]*)\} from", re.MULTILINE)
ARROW = re.compile(r"^(?:export )?const \w+ = (?:async )?(?:\([^)]*\)|\w+) => \{$", re.MULTILINE)
HTML = re.compile(r"\.(?:innerHTML|outerHTML)\s*=[^=]|insertAdjacentHTML|document\.write|setHTML")
GOES_ON = ("(", "[", "{", ",", "=", "?", ":", "&", "|", "+", "=>")


def bare(script: str) -> str:
    """A script without the insides of its notes, texts and patterns; lines stay where they are."""

    def emptied(found: re.Match[str]) -> str:
        lines = "\n" * found[0].count("\n")
        return lines if found["note"] else f'{found["before"] or ""}""{lines}'

    return TEXT.sub(emptied, script)


def semicolons(script: str) -> Iterator[str]:
    """They stand between the parts of a `for` and nowhere else."""
    for line in bare(script).splitlines():
        if ";" in re.sub(r"for \([^;]*;[^;]*;", "", line):
            yield line


def single_quotes(script: str) -> Iterator[str]:
    """Only around a text that has double ones."""
    for found in TEXT.finditer(script):
        if found["single"] and '"' not in found["single"]:
            yield found[0]


def odd_lines(script: str) -> Iterator[str]:
    """Too long, or indented by something else than twos."""
    for line in script.splitlines():
        indent = re.match(r"\s*", line)
        is_note = line.lstrip().startswith("*")
        spaces = indent[0] if indent else ""
        if len(line) > LONGEST_LINE or "\t" in line or (len(spaces) - is_note) % 2:
            yield line


def joined_lines(script: str) -> Iterator[str]:
    """Without a semicolon, such a line would belong to the one before it."""
    lines = [line for line in bare(script).splitlines() if line.strip()]
    for before, line in pairwise(lines):
        if re.match(r"\s*[(\[`]", line) and not before.rstrip().endswith(GOES_ON):
            yield line


def never_changed(script: str) -> Iterator[str]:
    """What is declared by `let` and keeps its value, or is declared by `var`."""
    yield from re.findall(r"\bvar \w+", bare(script))
    for name in DECLARED.findall(bare(script)):
        changed = rf"(?<!let )(?<![.\w]){name}\s*(?:[-+*/]|\?\?|\|\|)?=(?![=>])|{name}(?:\+\+|--)"
        if not re.search(rf"{changed}|(?:\+\+|--){name}\b|\[[^\]=]*\b{name}\b[^\]=]*\] = ", script):
            yield name


def never_used(script: str) -> Iterator[str]:
    """Names that are imported only."""
    for names in IMPORTED.findall(script):
        for name in filter(None, (part.split(" as ")[-1].strip() for part in names.split(","))):
            if len(re.findall(rf"\b{re.escape(name)}\b", script)) == 1:
                yield name


def nameless_functions(script: str) -> Iterator[str]:
    """A function with a body that a whole module knows is declared."""
    yield from ARROW.findall(script)


RULES = (semicolons, single_quotes, odd_lines, joined_lines, never_changed, never_used)


@pytest.mark.parametrize("rule", [*RULES, nameless_functions])
def test_scripts_have_one_style(rule: Callable[[str], Iterator[str]]) -> None:
    found = {path.name: [*rule(path.read_text(encoding="utf-8"))] for path in SCRIPTS}

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("rule", "script"),
    [
        (semicolons, "go();\n"),
        (semicolons, "if (a) { b(); c() }\n"),
        (single_quotes, "say('here')\n"),
        (odd_lines, "if (a)\n   go()\n"),
        (odd_lines, f"// {'long ' * 30}\n"),
        (joined_lines, "const a = b\n[c, d].forEach(e)\n"),
        (never_changed, "let a = 1\nsay(a == 1, b.a = 2)\n"),
        (never_changed, "var a = 1\na = 2\n"),
        (never_used, 'import { a, b } from "./c.js"\na()\n'),
        (nameless_functions, "const go = (a) => {\n  a()\n}\n"),
    ],
)
def test_what_the_rules_forbid_is_found(rule: Callable[[str], Iterator[str]], script: str) -> None:
    assert [*rule(script)]


def test_what_only_looks_forbidden_passes() -> None:
    script = (
        "// don't; it's a note\nlet count = 0\nlet text\nlet last\n"
        "for (let at = 0; at < 3; at++) count += at\n"
        "text ??= 'a \"quoted\" word; `'\n"
        "say(`${++last}; \n;`)\n"
        'const found = words\n  .replace(/[\';]+/g, "")\n'
    )

    found = {rule.__name__: [*rule(script)] for rule in RULES}

    assert found == {rule.__name__: [] for rule in RULES}


def test_no_script_makes_html_of_texts_but_the_one_that_may() -> None:
    found = {
        _place(path) for path in SCRIPTS if HTML.search(bare(path.read_text(encoding="utf-8")))
    }

    assert found == MAKE_HTML


def _place(path: Path) -> str:
    return path.relative_to(plan.ROOT / "static/js").as_posix()
