"""Merging, provenance and hashing: what they cost, and whether a merge loses anything in silence.

``python -m benchmarks.lineage``; what is measured beside ours stands in ``references.py``.
"""

import json
import subprocess
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from os import urandom
from statistics import median

from benchmarks import listing, references
from benchmarks.ground import newsroom
from benchmarks.table import ratio, show
from incidents import record
from incidents.models import Editor
from incidents.text.hashing.canonical import encode, inner_hash
from incidents.text.hashing.chain import VersionFacts, version_hash
from incidents.text.lineage import places, provenance
from incidents.text.lineage.merging import merge
from incidents.text.sanitise import body, plain
from tests.text.lineage.trials import SCENARIOS, Fault, Outcome, Trial, as_body, faults, trial
from tests.text.samples import prose

SIZES = (2_000, 20_000)
EDITS = 10
ROUNDS = 9
TRIALS = 10_000
LONGEST_SECONDS = 1_200
HISTORIES = (1_000, 4_000)
WORDS = 2_000
REFERENCES = {"three_merge": "three-merge", "merge3": "merge3, a sentence a line"}


def main() -> None:
    """Print the tables."""
    costs()
    walks()
    losses()


def costs() -> None:
    """Measure each piece of work at both sizes."""
    rows = []
    columns = [works(size) for size in SIZES]
    for name in columns[0]:
        taken = [milliseconds(column[name]) for column in columns]
        rows.append([name, *(f"{ms:.3f}" if ms < 1 else f"{ms:.1f}" for ms in taken)])
    heads = ["", *(f"{size:,} words, ms" for size in SIZES)]
    show(f"One new version with {EDITS} small edits, CPU time", heads, rows)


def walks() -> None:
    """Measure the page of origins of stories whose long text was rewritten many times."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        rows = []
        for number in HISTORIES:
            path = listing.address(listing.of_many_versions(WORDS, by, number))
            start = time.process_time()
            record.provenance(path)
            seconds = time.process_time() - start
            rows.append([f"{number:,}", f"{seconds:.2f}", f"{peak(path):.1f}"])
    heads = ["versions", "CPU, s", "memory at most, MB"]
    show(f"Where each sentence of {WORDS:,} words comes from, back to the beginning", heads, rows)


def peak(path: str) -> float:
    """The most memory that the page of origins of a story takes while it is made, in MB."""
    tracemalloc.start()
    record.provenance(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def works(size: int) -> dict[str, Callable[[], object]]:
    """Give the pieces of work for a text of a size."""
    writer = prose.Newsroom(0)
    article = writer.article(size)
    base = prose.as_body(article)
    yours, theirs = (prose.as_body(writer.edited(article, EDITS)) for _ in range(2))
    known = [1] * len(provenance.sentences(base))
    came = places.changed(base, yours)
    canonical = encode({"html": base})
    salt = urandom(16)
    facts = a_version(inner_hash(salt, canonical))

    def merged() -> str:
        found = merge(base, yours, theirs)
        return found.html(["yours"] * len(found.conflicts))

    return {
        "merge of two edited copies": merged,
        "which version wrote each sentence": lambda: provenance.carried(known, base, yours, 2),
        "the same, marked in the text": lambda: provenance.marked(
            yours, provenance.carried(known, base, yours, 2)
        ),
        "where the changed words stand": lambda: places.changed(base, yours),
        "where they stand after a later edit": lambda: places.carried(came, yours, theirs),
        "canonical bytes of the text": lambda: encode({"html": base}),
        "inner hash": lambda: inner_hash(salt, canonical),
        "chain hash": lambda: version_hash(facts),
    }


def a_version(inner: str) -> VersionFacts:
    """Give the facts of a version that changed four pieces."""
    return VersionFacts(
        previous=inner,
        story="9b2f7f0e-6f0c-4d53-9f43-2f3c0b1f5a10",
        number=12,
        kind="correction",
        origin="edited",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        author="9b2f7f0e-6f0c-4d53-9f43-2f3c0b1f5a11",
        held=True,
        words=(2000, 12, 9),
        sources=(7, 1, 0),
        pieces=dict.fromkeys(("update-3", "note", "byline", "sources"), inner),
    )


def milliseconds(work: Callable[[], object]) -> float:
    """Take the median of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def losses() -> None:
    """Merge the same trials in every way there is, and let the same judge count."""
    trials = [a_trial(seed) for seed in range(TRIALS)]
    start = time.process_time()
    outcomes: list[Outcome | None] = [ours(one) for one in trials]
    ground = (time.process_time() - start) * 1000
    rows = [row("sentence by sentence (ours)", trials, outcomes, ground, ground)]
    by_scenario(trials, outcomes)
    for name, title in REFERENCES.items():
        if not references.is_there(name):
            print(f"{title}: not measured; python benchmarks/references.py installs it")
            continue
        try:
            taken, found = reference(name, trials)
        except subprocess.TimeoutExpired:
            print(f"{title}: stopped after {LONGEST_SECONDS:,} seconds")
        else:
            rows.append(row(title, trials, found, taken, ground))
    heads = [
        "",
        "silent losses",
        "trials with any",
        "said twice",
        "asks",
        "fails or hangs",
        "ms",
        "ratio",
    ]
    show(f"{TRIALS:,} trials of two editors at one text", heads, rows)


def a_trial(seed: int) -> Trial:
    """Make the trial of a number; the scenarios take turns."""
    name = list(SCENARIOS)[seed % len(SCENARIOS)]
    return trial(seed, SCENARIOS[name], name)


def ours(one: Trial) -> Outcome:
    """Merge, with each side chosen throughout."""
    found = merge(*map(as_body, (one.base, one.yours, one.theirs)))
    number = len(found.conflicts)
    asked = [text for each in found.conflicts for text in (each.base, each.yours, each.theirs)]
    return Outcome(
        plain(found.html(["yours"] * number)),
        plain(found.html(["theirs"] * number)),
        "\n".join(plain(body(text)) for text in asked),
    )


def reference(name: str, trials: list[Trial]) -> tuple[float, list[Outcome | None]]:
    """Run a reference over the trials; milliseconds and its outcomes, None for an error."""
    done = subprocess.run(
        [references.PYTHON, references.ROOT / "benchmarks" / "merge_reference.py", name],
        input=json.dumps([[one.base, one.yours, one.theirs] for one in trials]),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=True,
    )
    said = json.loads(done.stdout)
    return said["ms"], [Outcome(*each) if each else None for each in said["outcomes"]]


def row(
    name: str, trials: list[Trial], outcomes: list[Outcome | None], ms: float, ground: float
) -> list[str]:
    """Write one line of the table of losses."""
    judged = list(map(judge, trials, outcomes))
    lost = [sum(fault.is_loss for fault in found) for found in judged]
    twice = sum(len(found) for found in judged) - sum(lost)
    asks = sum(bool(outcome and outcome.asked) for outcome in outcomes)
    figures = sum(lost), sum(map(bool, lost)), twice, asks, outcomes.count(None)
    return [name, *(f"{figure:,}" for figure in figures), f"{ms:,.0f}", ratio(ms, ground)]


def judge(one: Trial, outcome: Outcome | None) -> list[Fault]:
    """Give the faults of an outcome; what fails aloud loses nothing in silence."""
    return faults(one, outcome) if outcome else []


def by_scenario(trials: list[Trial], outcomes: list[Outcome | None]) -> None:
    """Show for each scenario how often a person is asked."""
    number = Counter(one.scenario for one in trials)
    pairs = zip(trials, outcomes, strict=True)
    asks = Counter(one.scenario for one, outcome in pairs if outcome and outcome.asked)
    rows = [[name, f"{number[name]:,}", f"{asks[name]:,}"] for name in SCENARIOS]
    show("How often a merge asks", ["", "trials", "asks"], rows)


if __name__ == "__main__":
    main()
