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
_UNHEARD = 60_000  # milliseconds until a client that takes in nothing more is given up


def main() -> None:
    """Open the newsroom and keep it open; close everything in order, the database last."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for signal_number in _ENDS:
        if signal.getsignal(signal_number) != signal.SIG_IGN or signal_number != signal.SIGHUP:
            signal.signal(signal_number, _stop)  # nohup stays respected
    with ExitStack() as stack:
        listening = [stack.enter_context(one) for one in _listening()]
        server = None
        if not os.environ.get("DATABASE_URL", "").strip():
            server = Embedded(address.PLACES)
            stack.enter_context(server.owned())
        guard.refuse_unsafe(address.owner_url())
        guard.refuse_unsafe(address.app_url())
        _take_first_steps()
        _serve([_Web(one) for one in listening], server)


def _listening() -> list[socket.socket]:
    """The port, taken before anything else, so that a second start hurts nothing.

    Each web process gets a socket of its own, and the kernel deals connections out to them: of
    one socket for all, whichever process is idle takes nearly everything. Only the first is taken
    alone, so that nobody else can join in.
    """
    taken = [_taken()]
    for _ in range(settings.WEB_PROCESSES - 1):
        taken[0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.append(_taken(socket.SO_REUSEPORT))
    return taken


def _taken(*options: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    for option in (socket.SO_REUSEADDR, *options):
        listening.setsockopt(socket.SOL_SOCKET, option, 1)
    if sys.platform == "linux":  # connections inherit it
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNHEARD)
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


class _Web:
    """A web process on a socket of its own, started again when it ends.

    One that does not stay up ends the newsroom: nobody would be served.
    """

    def __init__(self, listening: socket.socket) -> None:
        self._socket = listening
        self._child: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._too_soon = 0

    def keep(self) -> None:
        """Call now and then: start the process where it is not running."""
        if self._child is not None:
            if self._child.poll() is None:
                return
            lasted = time.monotonic() - self._started
            self._too_soon = self._too_soon + 1 if lasted < _TOO_SOON else 0
            if self._too_soon == _TOO_OFTEN:
                raise SystemExit("The web process does not stay up; the reason stands above.")
            sys.stderr.write("The web process ended unexpectedly; starting it again.\n")
            self._step_aside()
        self._child = processes.start(
            [sys.executable, "-m", "newsroom.web", str(self._socket.fileno())],
            last_signal=signal.SIGTERM,
            passing=[self._socket.fileno()],
        )
        self._started = time.monotonic()

    def _step_aside(self) -> None:
        """Let the others have who comes until this one serves again; alone, let them wait."""
        if settings.WEB_PROCESSES > 1:
            self._socket.close()
            self._socket = _taken(socket.SO_REUSEPORT)

    def ask_to_end(self) -> None:
        """Begin to stop it, and go on with the next."""
        if self._child is not None:
            self._child.terminate()

    def stop(self) -> None:
        """Wait for its end."""
        if self._child is not None:
            processes.stop(self._child, *_STOP_WEB)
        self._socket.close()


def _serve(webs: list[_Web], server: Embedded | None) -> None:
    """Keep the web processes, the worker and the database going."""
    worker = processes.Kept("worker", [sys.executable, "-m", "django", "work"])
    try:
        _watch(webs, worker, server)
    finally:
        for web in webs:
            web.ask_to_end()
        for web in webs:
            web.stop()
        worker.stop(*_STOP_WORKER)


def _watch(webs: list[_Web], worker: processes.Kept, server: Embedded | None) -> NoReturn:
    """Look after everybody until told to stop; greet once somebody is served."""
    greeted = False
    while not _told_to_stop():  # what was raised got lost, as in a hook that runs at a fork
        for web in webs:
            web.keep()
        if greeted:
            worker.keep()
        elif _is_open():
            sys.stdout.write(_greeting())
            sys.stdout.flush()
            greeted = True
        if server and server.start_again_if_gone():
            sys.stderr.write("PostgreSQL had ended unexpectedly; it has been started again.\n")
        time.sleep(0.2 if greeted else 0.05)
    raise SystemExit(0)


def _is_open() -> bool:
    try:
        socket.create_connection((settings.HOST.strip("[]"), settings.PORT), timeout=1).close()
    except OSError:
        return False
    return True


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
