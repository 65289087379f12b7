"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
