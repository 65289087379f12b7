"""A small site on this machine, which behaves as badly as a test wants."""

import contextlib
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from incidents.actions.house.fetching.guard import IPAddress
from incidents.actions.house.fetching.visiting import Way

NAME = "paper.example"
PAGE = "<title>Shots heard</title><p>Two villages report shots.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Behaviour = Callable[[socket.socket], None]


@dataclass
class Site:
    """Where it listens, and the requests that came, as text."""

    port: int
    requests: list[str] = field(default_factory=list)

    def url(self, path: str = "/", *, scheme: str = "http", host: str = NAME) -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def way(self, **changes: object) -> Way:
        """The way to this site alone: every name leads here, and only here may be connected."""
        values: dict[str, object] = {
            "allow": only_here,
            "resolve": lambda _host, _port: ["127.0.0.1"],
            "ports": frozenset({self.port}),
            "seconds": 5.0,
        }
        return Way(**(values | changes))  # type: ignore[arg-type]


def only_here(address: IPAddress) -> bool:
    """This machine stands for the open web, its other loopback addresses for a private network."""
    return address == ip_address("127.0.0.1")


@contextlib.contextmanager
def site(behave: Behaviour, *, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve until the test is over; each request is read and then left to a behaviour."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = Site(listening.getsockname()[1])
        accepting = threading.Thread(
            target=_accept, args=(listening, served, behave, tls), daemon=True
        )
        accepting.start()
        try:
            yield served
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join(5)


def _accept(
    listening: socket.socket, served: Site, behave: Behaviour, tls: ssl.SSLContext | None
) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        given = (connection, served, behave, tls)
        threading.Thread(target=_answer, args=given, daemon=True).start()


def _answer(
    connection: socket.socket, served: Site, behave: Behaviour, tls: ssl.SSLContext | None
) -> None:
    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        connection.settimeout(20)
        stack.enter_context(connection)
        if tls:
            connection = stack.enter_context(tls.wrap_socket(connection, server_side=True))
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65536)
            if not more:
                return
            request += more
        served.requests.append(request.decode("latin-1"))
        behave(connection)


def answer(
    body: bytes | str = b"", *, status: str = "200 OK", media_type: str = "text/html", **more: str
) -> Behaviour:
    """Say this and close; further headers by name, with `_` for `-`."""
    raw = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", "Connection: close"]
    if media_type:
        head.append(f"Content-Type: {media_type}")
    head += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    told = "\r\n".join([*head, "", ""]).encode() + raw

    def behave(connection: socket.socket) -> None:
        connection.sendall(told)

    return behave


def certificate(folder: Path, name: str = NAME) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side with a certificate of its own for a name, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public = signed.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / f"{name}.pem"
    file.write_bytes(private + public)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=public.decode())
    return server, client
