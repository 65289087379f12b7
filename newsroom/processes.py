"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Account:
    """The user that a child runs as, where that is not the one that starts it."""

    uid: int
    gid: int
    name: str


def _dying_with_parent(signal_number: int) -> Callable[[], None]:
    """What the child does between fork and exec so that the kernel ends it with its parent."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(1)

    return ask_kernel


def start(
    command: Sequence[str | Path],
    *,
    last_signal: signal.Signals,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    folder: Path | None = None,
    output: IO[bytes] | None = None,
    passing: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own; `last_signal` reaches it when this process dies.

    Its own session keeps a Ctrl-C of the terminal away from it: the parent ends it in order.
    Call from the main thread: for the kernel, the parent is the thread that started the child.
    """
    return subprocess.Popen(  # noqa: S603 - every caller names the program itself
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        cwd=folder,
        env=environment,
        start_new_session=True,
        pass_fds=passing,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        # After setuid, which would clear it again; only Linux has it.
        preexec_fn=_dying_with_parent(last_signal) if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def stop(child: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> int:
    """Send each signal in turn until the child has ended, waiting so many seconds after each."""
    for signal_number, seconds in steps:
        if child.poll() is not None:
            break
        child.send_signal(signal_number)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if child.poll() is None:
        child.kill()
    return child.wait()


@dataclass
class Kept:
    """A child beside the others: started again when it ends, `apart` seconds after the last start.

    One that does not stay up is named each time and hinders nobody else.
    """

    name: str
    command: Sequence[str | Path]
    apart: float = 5.0
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _started: float = field(default=0.0, init=False)

    def keep(self) -> None:
        """Call now and then: start the child where it is not running."""
        if self._child is not None:
            if self._child.poll() is None or time.monotonic() < self._started + self.apart:
                return
            sys.stderr.write(f"The {self.name} ended unexpectedly; starting it again.\n")
        self._child = start(self.command, last_signal=signal.SIGTERM)
        self._started = time.monotonic()

    def stop(self, *steps: tuple[signal.Signals, float]) -> None:
        """End the child, if there is one, as the function `stop` does."""
        if self._child is not None:
            stop(self._child, *steps)
