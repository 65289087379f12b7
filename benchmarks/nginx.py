"""nginx, as the reference for what serves bytes: one worker, nothing written down."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom import processes

PROGRAM = shutil.which("nginx")

CONF = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    keepalive_requests 1000000000;
    open_file_cache max=100 inactive=1h;
    open_file_cache_valid 1h;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[int]:
    """nginx with these servers, once it answers on the port; the process id of its worker."""
    if PROGRAM is None:
        raise SystemExit("nginx is needed as the reference: apt-get install nginx-light")
    conf = folder / "nginx.conf"
    conf.write_text(CONF.format(folder=folder, servers=servers), encoding="utf-8")
    child = processes.start(
        [PROGRAM, "-p", folder, "-e", folder / "error.log", "-c", conf],
        last_signal=signal.SIGTERM,
    )
    try:
        _wait_for(port)
        yield _worker(child)
    finally:
        processes.stop(child, (signal.SIGTERM, 10.0))


def _wait_for(port: int) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise SystemExit("nginx does not start: see error.log")


def _worker(child: subprocess.Popen[bytes]) -> int:
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text(encoding="ascii")
    return int(children.split()[0])
