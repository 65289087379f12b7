"""The command that brings stories in."""

import datetime as dt
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from incidents.actions.imports.items import ImportedItem
from incidents.intake._progress import Progress
from incidents.models import ImportedStory, Incident, Version

pytestmark = pytest.mark.django_db

Run = Callable[..., tuple[int, str, str]]

PAGE = """Bridge closed (Updated 1)
4 May 2021

Update 1 1800 CEST

Divers are at work.


A barge has struck the bridge.
"""


@pytest.fixture
def run() -> Run:
    """Runs the command and gives exit code, output and errors."""

    def start(*arguments: object) -> tuple[int, str, str]:
        out, errors, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("import_incidents", *map(str, arguments), stdout=out, stderr=errors)
        except SystemExit as end:
            code = int(end.code or 0)
        return code, out.getvalue(), errors.getvalue()

    return start


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


def test_the_formats_are_listed(run: Run) -> None:
    code, out, _ = run("--list")

    assert code == 0
    for name in ("advisories", "article-text", "context-markdown", "liveblog-text"):
        assert name in out


def test_a_page_becomes_a_story_with_its_history(run: Run, page: Path) -> None:
    code, out, errors = run("--from", "liveblog-text", page)

    story = Incident.objects.get()
    assert (code, errors) == (0, "")
    assert "1 stories" in out
    assert story.headline == "Bridge closed"
    assert story.update_counter == 1
    assert story.version_number == 2


def test_a_second_run_changes_nothing(run: Run, page: Path) -> None:
    run("--from", "liveblog-text", page)
    position = Version.objects.count()

    code, out, _ = run("--from", "liveblog-text", page)

    assert code == 0
    assert "1 stories already held" in out
    assert Version.objects.count() == position


def test_a_dry_run_reports_and_keeps_nothing(run: Run, page: Path) -> None:
    code, out, _ = run("--from", "liveblog-text", "--dry-run", page)

    assert code == 0
    assert "dry run" in out
    assert "2 versions" in out
    assert not Incident.objects.exists()
    assert not ImportedStory.objects.exists()


def test_a_refusal_names_file_line_and_reason_and_the_rest_is_imported(
    run: Run, page: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(PAGE.replace("4 May 2021", "34 May 2021"))

    code, out, errors = run("--from", "liveblog-text", bad, page)

    assert code == 1
    assert f"{bad}:2: refused: there is no such date" in errors
    assert "1 refused" in out
    assert Incident.objects.count() == 1


def test_a_remark_is_no_failure(run: Run, page: Path) -> None:
    page.write_text(PAGE.replace("(Updated 1)", "(Updated 7)"))

    code, _, errors = run("--from", "liveblog-text", page)

    assert code == 0
    assert f"{page}:1: remark: " in errors


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ([], "--from"),
        (["--from", "nothing", "FILE"], "the formats are"),
        (["--from", "liveblog-text"], "at least one file"),
        (["--from", "page-versions", "--date", "2021-05-04", "FILE"], "no use for --date"),
        (["--from", "liveblog-text", "--key", "a", "FILE", "FILE"], "one file"),
        (["--from", "liveblog-text", "--time-zone", "Mars", "FILE"], "no time zone"),
        (["--from", "liveblog-text", "--date", "soon", "FILE"], "YYYY-MM-DD"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_advice(
    run: Run, page: Path, arguments: list[str], advice: str
) -> None:
    given = [str(page) if argument == "FILE" else argument for argument in arguments]

    with pytest.raises(CommandError, match=advice):
        run(*given)


def test_a_day_and_a_story_of_it_make_one_story(run: Run, tmp_path: Path) -> None:
    story, day = tmp_path / "b.md", tmp_path / "a.md"
    link = "/news/2021/05/4/bridge-closed.md"
    day.write_text(f"## [2021-05-04](/news/2021/05/4/index.md)\n\n### [Closed.]({link})\n")
    story.write_text(f"# Closed.\n\n### Changes:\n\n1. [Closed.]({link}) _(Current version)_\n")

    code, _, errors = run("--from", "context-markdown", day, story)

    assert (code, errors) == (0, "")
    assert Incident.objects.count() == 1


def test_every_kind_of_sample_is_imported(run: Run, shared: Path) -> None:
    seeds, data = shared / "seeds", shared / "data"
    folder = data / "thecontext-en" / "news" / "2017" / "02" / "25"

    codes = [
        run("--from", "liveblog-text", *seeds.glob("000_*"))[0],
        run("--from", "context-markdown", *seeds.glob("001_*"), *folder.glob("*.md"))[0],
        run("--from", "article-text", "--date", "2020-09-28", *seeds.glob("00[234]_*"))[0],
    ]

    assert codes == [0, 0, 0]
    assert Incident.objects.count() == 1 + 10 + 3


def test_the_sample_advisories_are_imported_with_all_their_updates(run: Run, shared: Path) -> None:
    code, out, _ = run("--from", "advisories", shared / "data" / "weather-advisories.jsonl.gz")

    assert code == 0
    assert "1,025 updates" in out
    assert sum(Incident.objects.values_list("update_counter", flat=True)) == 1025


def test_the_sample_histories_keep_every_state(run: Run, shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "page-versions-zh.jsonl.gz"
    rows = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    part = tmp_path / "part.jsonl"
    part.write_bytes(b"".join([*rows[:150], rows[3502]]))

    code, _, _ = run("--from", "page-versions", part)

    states = sum(len(json.loads(row)["versions"]) for row in [*rows[:150], rows[3502]])
    assert code == 0
    assert Version.objects.count() == states


def test_progress_tells_items_rate_and_time_left() -> None:
    progress = Progress(io.StringIO(), {Path("a"): 100}, items=50)

    assert progress.describe(25, 10.0) == "50 items, 5 a second, 0:30 left"


def test_progress_is_silent_in_a_pipe(page: Path) -> None:
    out = io.StringIO()

    progress = Progress.over([page], out)

    assert progress.lines == {}
    assert list(progress.through(page, [])) == []
    assert out.getvalue() == ""


def test_progress_is_shown_on_a_terminal_and_cleared_at_the_end(page: Path) -> None:
    out = io.StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    item = ImportedItem("a", dt.date(2021, 5, 4), "UTC", (), line=4)

    progress = Progress.over([page], out)
    passed = list(progress.through(page, [item]))
    progress.finish()

    assert passed == [item]
    assert "1 items" in out.getvalue()
    assert out.getvalue().endswith("\r\033[K")


def test_without_tables_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    monkeypatch.setattr(connection.introspection, "table_names", list)

    with pytest.raises(CommandError, match="its tables first") as refused:
        call_command("import_incidents", str(page), format="liveblog-text")

    assert refused.value.returncode == 2
