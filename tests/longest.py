"""The files that take longest are begun first: one process would run them alone at the end."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = (
    "tests/newsroom/test_launcher.py",
    "tests/building/test_accessible.py",
    "tests/building/test_routes.py",
    "tests/syndication/test_contract.py",
    "tests/actions/test_killed.py",
    "tests/desk/writing/test_in_a_browser.py",
    "tests/desk/test_browser.py",
    "tests/reader/test_browser.py",
    "tests/text/hints/test_checking.py",
    "tests/operations/test_first_ten_minutes.py",
    "tests/desk/test_two_editors.py",
    "tests/desk/test_console.py",
    "tests/operations/test_worker.py",
    "tests/desk/together/test_in_a_browser.py",
    "tests/reader/look/test_look.py",
    "tests/text/difference/test_hard_texts.py",
    "tests/reader/sitewide/test_browser.py",
    "tests/reader/live/test_connection.py",
    "tests/newsroom/front/memory/test_exact.py",
)
"""By the processor time of all that they start, longest first."""

RANKS = {ROOT / name: rank for rank, name in enumerate(LONGEST)}


def rank(path: Path) -> int:
    """The place of a file in that order; all others share the last one."""
    return RANKS.get(path, len(LONGEST))
