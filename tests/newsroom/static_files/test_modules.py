"""Modules put together run as they do apart; what cannot be put together is refused."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from newsroom.static_files.modules import script
from newsroom.static_files.refusals import BundleError
from tests.building import plan


def written(folder: Path, **files: str) -> Path:
    """A folder with modules, and its entry."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_a_module_stands_before_those_that_import_it_and_once(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import "./one.js";\nimport { two } from "./two.js";\ntwo();',
        one='import { two } from "./two.js"\ntwo()',
        two="// said\nexport function two() {\n  return 2\n}",
    )

    found = script(entry)

    rooms = [line for line in found.splitlines() if line.startswith("const m")]
    assert rooms == [
        "const m0 = run(() => {",
        "const m1 = run(() => {",
        "const m2 = run(() => {",
    ]
    assert found.count("function two()") == 1
    assert found.index("function two()") < found.index("const { two } = m0;")
    assert "// said" not in found


def test_names_may_be_changed_on_the_way(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import { shown as own, b } from "./other.js"\nown(b)',
        other="const inner = 1\nconst b = 2\nexport { inner as shown, b }",
    )

    found = script(entry)

    assert "return { shown: inner, b };" in found
    assert "const { shown: own, b } = m0;" in found


@pytest.mark.parametrize(
    "text",
    [
        "export default 1",
        'import * as all from "./other.js"',
        'const later = () => import("./other.js")',
        "await fetch('/')",
        "export let changing = 1",
        "console.log(import.meta.url)",
    ],
)
def test_forms_that_one_script_cannot_keep_are_refused(tmp_path: Path, text: str) -> None:
    entry = written(tmp_path, entry=text, other="export const a = 1")

    with pytest.raises(BundleError, match=r"entry\.js: .* cannot be put into one script"):
        script(entry)


def test_what_waits_inside_a_function_is_kept(tmp_path: Path) -> None:
    entry = written(tmp_path, entry="async function ask() {\n  await fetch('/')\n}\nask()")

    found = script(entry)

    assert "await fetch('/')" in found


def test_a_circle_is_refused(tmp_path: Path) -> None:
    entry = written(tmp_path, entry='import "./a.js"', a='import "./b.js"', b='import "./a.js"')

    with pytest.raises(BundleError, match="in a circle"):
        script(entry)


def test_a_text_over_several_lines_keeps_its_spaces(tmp_path: Path) -> None:
    text = "const said = `one\n  // two\n`\nconsole.log(said)"

    found = script(written(tmp_path, entry=text))

    assert "one\n  // two\n" in found


def test_a_module_that_fails_takes_no_other_with_it(browser: Browser, tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import "./first.js"\nimport "./second.js"',
        first="throw new Error('first')",
        second="document.title = 'second'",
    )
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))

    page.add_script_tag(content=script(entry), type="module")
    page.wait_for_function("document.title === 'second'")
    page.close()

    assert errors == ["first"]


def test_every_script_of_the_site_can_be_put_together() -> None:
    entries = sorted((plan.ROOT / "static/js/pages").glob("*.js"))

    found = [script(entry) for entry in entries]

    assert entries
    assert all(whole.startswith("const run = ") for whole in found)
