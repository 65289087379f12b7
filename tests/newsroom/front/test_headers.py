"""What the front makes of a request, where the server's own parser would refuse it first."""

from asgiref.typing import HTTPScope

from newsroom.front import headers


def scope(query: bytes) -> HTTPScope:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/",
        "raw_path": b"/",
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"news.example")],
        "client": None,
        "server": None,
        "state": {},
        "extensions": None,
    }


def test_raw_bytes_of_a_query_are_percent_encoded() -> None:
    raw = "q=ä b".encode() + b"\xff"

    found = headers.cleaned(scope(raw), ["news.example"])

    assert found["query_string"] == b"q=%C3%A4%20b%FF"


def test_what_is_encoded_already_stays_as_it_is() -> None:
    found = headers.cleaned(scope(b"q=%C3%A4+b&x=[1]"), ["news.example"])

    assert found["query_string"] == b"q=%C3%A4+b&x=[1]"
