"""Lighthouse on a story, as a phone on a slow line meets it: performance and accessibility, of 100.

Needs Google's lighthouse (`npm install lighthouse`) on the path, or its place in LIGHTHOUSE; where
it is missing, that is said and nothing is measured.
"""

import json
import os
import shutil
import subprocess
from statistics import median

from benchmarks.desk import story_of, web
from benchmarks.ground import newsroom
from benchmarks.table import show
from incidents.models import Editor

LIGHTHOUSE = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run"
CATEGORIES = ("performance", "accessibility", "best-practices")
METRICS = {
    "first-contentful-paint": "first paint, ms",
    "largest-contentful-paint": "largest paint, ms",
    "total-blocking-time": "blocked, ms",
    "cumulative-layout-shift": "shifted",
    "total-byte-weight": "bytes",
}
WANTED = 100
ROUNDS = 3
UPDATES = 30

Report = dict[str, float]


def main() -> None:
    """A story of thirty updates, three times; the median of each figure."""
    if not LIGHTHOUSE:
        print(
            "Not measured: needs lighthouse (npm install lighthouse), or its place in LIGHTHOUSE."
        )
        return
    with newsroom() as url:
        by = Editor.objects.create_superuser("bench", first_name="B", byline_mode="real_name")
        story = story_of(UPDATES, by)
        with web(url) as port:
            address = f"http://127.0.0.1:{port}/news/{story.path}/"
            reports = [measured(address) for _ in range(ROUNDS)]
    told({name: median(report[name] for report in reports) for name in reports[0]})


def measured(address: str) -> Report:
    """One run with Lighthouse's own profile of a phone: a slow line, a slow processor."""
    done = subprocess.run(
        [
            *(LIGHTHOUSE or "", address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"),
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    figures = {name: found["audits"][name]["numericValue"] for name in METRICS}
    return figures | {name: found["categories"][name]["score"] * 100 for name in CATEGORIES}


def told(figures: Report) -> None:
    """The figures; less than everything in performance or accessibility fails the run."""
    show(
        f"Lighthouse on a story of {UPDATES} updates (performance and accessibility: {WANTED})",
        ["", *CATEGORIES, *METRICS.values()],
        [["story", *(f"{figures[name]:.3g}" for name in (*CATEGORIES, *METRICS))]],
    )
    low = [name for name in CATEGORIES[:2] if figures[name] < WANTED]
    if low:
        raise SystemExit(f"Below {WANTED}: {', '.join(low)}")


if __name__ == "__main__":
    main()
