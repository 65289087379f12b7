"""The configuration for nginx: nginx takes it, and it knows the addresses of streams."""

import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.urls import resolve, reverse

from incidents.live.hub import HEARTBEAT
from incidents.reader.views.asked import Asked
from newsroom.front.streams.taking import STREAM

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy/nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def certified(folder: Path) -> None:
    """A certificate that nobody believes, for one minute."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(minutes=1))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(secret)


def test_nginx_takes_it(tmp_path: Path) -> None:
    if NGINX is None:
        pytest.skip("needs nginx")
    certified(tmp_path)
    written = CONFIGURATION.read_text(encoding="utf-8")
    written = written.replace("/etc/letsencrypt/live/news.example", str(tmp_path))
    written = written.replace("/var/cache/nginx", str(tmp_path))
    whole = f"error_log stderr; pid {tmp_path}/pid; events {{}} http {{\n{written}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")

    done = subprocess.run(
        [NGINX, "-t", "-q", "-p", tmp_path, "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_streams_that_it_passes_on_are_ours() -> None:
    written = CONFIGURATION.read_text(encoding="utf-8")

    pattern = re.search(r'location ~ "\^(.*live)\$"', written)
    patience = re.search(r"proxy_read_timeout (\d+)s", written)

    assert pattern is not None
    assert pattern[1] == STREAM.pattern.decode()
    assert patience is not None
    assert int(patience[1]) >= 3 * HEARTBEAT


def test_what_depends_on_a_header_that_the_key_does_not_hold_is_never_kept() -> None:
    written = CONFIGURATION.read_text(encoding="utf-8")
    gate = reverse("reader:time-gate", kwargs={"day": date(2017, 2, 25), "slug": "quake"})

    found = re.findall(r'location ~ "(.*)" \{([^}]*)\}', written)

    assert "proxy_cache off;" in next(inside for where, inside in found if re.search(where, gate))


def test_no_two_requests_share_a_key_whatever_they_write() -> None:
    written = CONFIGURATION.read_text(encoding="utf-8")

    key = re.search(r'proxy_cache_key "?([^";]*\$http_accept)"?;', written)

    assert key is not None
    honest = _filled(key[1], request_uri="/api/v1/?name=brexit", http_accept="*/*")
    forged = _filled(key[1], request_uri="/api/v1/?name=", http_accept="exitbr*/*")
    assert honest != forged


def _filled(key: str, **said: str) -> str:
    """A key as nginx makes it of what a client says."""
    values = {"newsroom_encoding": "br", **said}
    return re.sub(r"\$(\w+)", lambda name: values.get(name[1], ""), key)


STORY = "/news/2017/02/25/quake/"


@pytest.mark.parametrize(
    ("path", "kept_once"),
    [
        *[("/", True), (STORY, True), (f"{STORY}updates/3/", True)],
        *[(f"{STORY}updates/1..50/", True), (STORY.replace("quake", "%D0%BC"), True)],
        *[
            (f"{STORY}changes/", False),
            (f"{STORY}comments/", False),
            (f"{STORY}changes/1..2/", False),
        ],
        *[
            ("/news/2017/02/25/", False),
            ("/topics/", False),
            ("/search/", False),
            ("/desk/", False),
        ],
    ],
)
def test_only_pages_that_read_nothing_of_a_query_are_kept_without_it(
    path: str, kept_once: bool
) -> None:
    written = CONFIGURATION.read_text(encoding="utf-8")
    found = re.search(r'"~(\S+)" \$newsroom_path;', written)
    assert found is not None

    kept = re.search(found[1].replace("?<", "?P<"), f"{path}?x=1&page=2")

    assert kept is not None if kept_once else kept is None
    if kept:
        view = resolve(path).func
        assert kept["newsroom_path"] == path
        assert isinstance(view, Asked)
        assert view.reads == frozenset()
