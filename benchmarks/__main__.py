"""`python -m benchmarks`: all of them, each in a process of its own."""

import subprocess
import sys

BENCHMARKS = (
    "publish",
    "saving",
    "imports",
    "pages",
    "story",
    "listing",
    "diff",
    "lineage",
    "hints",
    "desk",
    "open_page",
    "memory",
    "verify",
    "scale",
    "live",
    "live_pollers",
)


def main() -> None:
    """Run one after the other; a failing one fails the run, after the others."""
    failed = [
        name
        for name in BENCHMARKS
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
    ]
    if failed:
        raise SystemExit(f"These did not end well: {', '.join(failed)}")


if __name__ == "__main__":
    main()
