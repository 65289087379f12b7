"""`python -m newsroom`: database, first steps, web and worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import NoReturn

from newsroom import first_steps, processes, settings
from newsroom.database import address, guard
from newsroom.database.embedded import Embedded

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_STOP_WEB = ((signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0))
_STOP_WORKER = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))
_TOO_SOON = 5.0  # seconds; a web process that ends within them ends again,
_TOO_OFTEN = 2  # unless somebody killed it: so it is started once more


def main() -> None:
    """Open the newsroom and keep it open; close everything in order, the database last."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for signal_number in _ENDS:
        if signal.getsignal(signal_number) != signal.SIG_IGN or signal_number != signal.SIGHUP:
            signal.signal(signal_number, _stop)  # nohup stays respected
    with ExitStack() as stack, _listening() as listening:
        server = None
        if not os.environ.get("DATABASE_URL", "").strip():
            server = Embedded(address.PLACES)
            stack.enter_context(server.owned())
        guard.refuse_unsafe(address.owner_url())
        guard.refuse_unsafe(address.app_url())
        _take_first_steps()
        _serve(listening, server)


def _listening() -> socket.socket:
    """The port, taken before anything else, so that a second start hurts nothing."""
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.HOST.strip("[]"), settings.PORT))
    except OSError as refused:
        raise SystemExit(
            f"Port {settings.PORT} on {settings.HOST} cannot be used: {refused.strerror}. "
            "If this newsroom is running already, use or stop that one; "
            f"for another port write: make run PORT={settings.PORT % 65535 + 1}"
        ) from None
    return listening


def _take_first_steps() -> None:
    sys.stdout.write("Preparing the database ...\n")
    sys.stdout.flush()
    child = processes.start(
        [sys.executable, "-m", "newsroom.first_steps"], last_signal=signal.SIGTERM
    )
    try:
        ended = child.wait()
    finally:
        processes.stop(child, *_STOP_WEB)
    if ended:
        raise SystemExit("The newsroom could not be prepared; the reason stands above.")


def _serve(listening: socket.socket, server: Embedded | None) -> None:
    """Keep the web process, the worker and the database going."""
    worker = processes.Kept("worker", [sys.executable, "-m", "django", "work"])
    try:
        _serve_readers(listening, worker, server)
    finally:
        worker.stop(*_STOP_WORKER)


def _serve_readers(
    listening: socket.socket, worker: processes.Kept, server: Embedded | None
) -> None:
    too_soon = 0
    while True:
        web = processes.start(
            [sys.executable, "-m", "newsroom.web", str(listening.fileno())],
            last_signal=signal.SIGTERM,
            passing=[listening.fileno()],
        )
        started = time.monotonic()
        try:
            _greet_when_open(web)
            _watch(web, worker, server)
        finally:
            processes.stop(web, *_STOP_WEB)
        too_soon = too_soon + 1 if time.monotonic() - started < _TOO_SOON else 0
        if too_soon == _TOO_OFTEN:
            raise SystemExit("The web process does not stay up; the reason stands above.")
        sys.stderr.write("The web process ended unexpectedly; starting it again.\n")


def _watch(web: subprocess.Popen[bytes], worker: processes.Kept, server: Embedded | None) -> None:
    while web.poll() is None:
        if _told_to_stop():  # and what was raised got lost, as in a hook that runs at a fork
            raise SystemExit(0)
        worker.keep()
        if server and server.start_again_if_gone():
            sys.stderr.write("PostgreSQL had ended unexpectedly; it has been started again.\n")
        time.sleep(0.2)


def _greet_when_open(web: subprocess.Popen[bytes]) -> None:
    where = (settings.HOST.strip("[]"), settings.PORT)
    while web.poll() is None:
        try:
            socket.create_connection(where, timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        sys.stdout.write(_greeting())
        sys.stdout.flush()
        return


def _greeting() -> str:
    login = ""
    kept = first_steps.password_file()
    if kept.exists():
        password = kept.read_text(encoding="utf-8").strip()
        login = f"   login {first_steps.LOGIN}, password {password}"
    return (
        f"\n  Site   {settings.SITE_URL}/\n"
        f"  Desk   {settings.SITE_URL}/desk/{login}\n"
        "  Stop   Ctrl-C\n\n"
    )


def _stop(_signal: int, _frame: object) -> NoReturn:
    """Unwind once, in order; a second Ctrl-C does not cut the clean stop short."""
    for signal_number in _ENDS:
        signal.signal(signal_number, signal.SIG_IGN)
    raise SystemExit(0)


def _told_to_stop() -> bool:
    """Whether `_stop` has run: from then on nothing is listened to."""
    return signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


if __name__ == "__main__":
    main()
