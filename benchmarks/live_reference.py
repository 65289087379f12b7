"""nchan, the stream server for nginx, on a port of its own: the reference for streams."""

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")

CONFIGURATION = """
load_module {module};
user root;
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 19000; }}
http {{
    access_log off;
    client_body_temp_path {folder};
    nchan_shared_memory_size 256m;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /publish {{
            nchan_publisher;
            nchan_channel_id story;
            nchan_message_buffer_length 100;
            client_max_body_size 1m;
            client_body_buffer_size 1m;
        }}
        location = /live {{
            nchan_subscriber eventsource;
            nchan_channel_id story;
            nchan_subscriber_first_message newest;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Nchan:
    """A running one; `worker` is the process that holds the connections."""

    port: int
    worker: psutil.Process

    def publish(self, message: bytes) -> float:
        """Send a message to every reader; when it was sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.connect()
        started = time.monotonic()
        connection.request("POST", "/publish", message)
        connection.getresponse().read()
        connection.close()
        return started


def is_there() -> bool:
    """Whether this machine has it."""
    return NGINX is not None and MODULE.exists()


@contextmanager
def nchan() -> Iterator[Nchan]:
    """Open one, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory(prefix="nchan-") as folder:
        written = Path(folder) / "nginx.conf"
        written.write_text(CONFIGURATION.format(module=MODULE, folder=folder, port=port))
        started = subprocess.Popen([str(NGINX), "-c", written, "-p", folder])
        try:
            while not psutil.Process(started.pid).children():
                time.sleep(0.05)
            yield Nchan(port, psutil.Process(started.pid).children()[0])
        finally:
            started.terminate()
            started.wait()
