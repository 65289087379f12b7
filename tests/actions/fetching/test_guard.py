"""No form of an address, and no trick of a name server, leads into a private network."""

from ipaddress import ip_address

import httpcore
import pytest

from incidents.actions.house.fetching.guard import is_public
from incidents.actions.house.fetching.visiting import Way, visit
from incidents.actions.web import addresses
from incidents.actions.web.refusals import NotFetchable, PrivateNetwork, Unfetched

PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450::1")

PRIVATE = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1"),
    *("127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192"),
    *("168.63.129.16", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::7f00:1", "100::1", "2001::1"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:20::1"),
    *("2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "5f00::1", "fc00::1"),
    *("fd00:ec2::254", "fe80::1", "fe80::1%eth0", "2606:2800::1%eth0", "fec0::1", "ff02::1"),
    *("4000::1", "e000::1", "2606:2800::5efe:10.0.0.1", "2606:2800::200:5efe:10.0.0.1"),
)

FORMS = (
    *("http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0.0.0.0/"),
    *("http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0x7f.1/"),
    *("http://0x7F.0x0.0x0.0x1/", "http://0177.0.0.1/", "http://0177.0.0.01/"),
    *("http://127.0.0.1./", "http://00000177.0x0.1/", "http://3232235777/", "http://0xa9fea9fe/"),
    *("http://2852039166/", "http://169.254.169.254/latest/", "http://0251.0376.0251.0376/"),
    *("http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::127.0.0.1]/"),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::127.0.0.1]/"),
    *("http://[64:ff9b:1::10.0.0.1]/", "http://[2002:7f00:1::]/", "http://[2001:0:a00:1::]/"),
    *("http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/"),
    *("http://[fd00::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[::1/"),
    *("http://[::ffff:169.254.169.254]:80/", "http://127\u30020\u30020\u30021/"),
    *("http://\uff11\uff12\uff17.\uff10.\uff10.\uff11/", "http://[::\uff11]/"),
    *("http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/", "http://localtest.example/"),
    *("http://localhost/", "http://LOCALHOST./", "http://\u24db\u24de\u24d2alhost/"),
    *("http://paper.example@127.0.0.1/", "http://127.0.0.1\\@paper.example/"),
    *("http://a:b@paper.example/", "http://127.0.0.1%2f@paper.example/"),
    *("http://paper.example%00.127.0.0.1/", "http://%31%32%37.0.0.1/", "//127.0.0.1/"),
    *("http://127.0.0.1:22/", "http://paper.example:6379/", "http://paper.example:0/"),
    *("http://paper.example:80:81/", "http://paper.example:\u0668\u0660/", "http://::1/"),
    *("file:///etc/passwd", "ftp://paper.example/", "gopher://127.0.0.1:70/_x"),
    *("javascript:alert(1)", "http://paper.example/a\r\nHost: b", "http://paper.example/\t/a"),
    *("http:///etc/passwd", "http:127.0.0.1", "http://256.256.256.256/", "http://1.2.3.4.5/"),
    *("http://0x/", "http://-paper.example../", "", " "),
)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where somebody tried to connect to; nobody gets anywhere."""
    tried: list[tuple[str, int]] = []

    def connect_tcp(_: object, host: str, port: int, *_more: object, **_given: object) -> None:
        tried.append((host, port))
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    return tried


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_all_others_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_an_address_leads_inside(form: str, connected: list[tuple[str, int]]) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    with pytest.raises(Unfetched):
        visit(form, way=Way(resolve=resolve, seconds=2))

    assert connected == []


@pytest.mark.parametrize("inside", PRIVATE)
def test_no_name_leads_inside(inside: str, connected: list[tuple[str, int]]) -> None:
    for answers in ([inside], ["93.184.215.14", inside], [inside, "93.184.215.14"]):
        way = Way(resolve=lambda _host, _port, answers=answers: answers, seconds=2)  # type: ignore[misc]

        with pytest.raises(PrivateNetwork):
            visit("https://paper.example/", way=way)

    assert connected == []


def test_a_name_is_asked_for_once_and_the_answer_is_where_we_go(
    connected: list[tuple[str, int]],
) -> None:
    asked = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    with pytest.raises(Unfetched, match="cannot be reached"):
        visit("http://paper.example/", way=Way(resolve=rebinding, seconds=2))

    assert asked == ["paper.example"]
    assert connected == [("93.184.215.14", 80)]


def test_all_addresses_of_a_site_are_tried_in_turn(connected: list[tuple[str, int]]) -> None:
    found = ["2606:2800:21f::1", "93.184.215.14"]

    with pytest.raises(Unfetched):
        visit("https://paper.example/", way=Way(resolve=lambda *_: found, seconds=2))

    assert connected == [("2606:2800:21f::1", 443), ("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTPS://Paper.Example:443/A%20b?q=1#part", "https://paper.example/A%20b?q=1"),
        ("http://paper.example.:80", "http://paper.example/"),
        ("https://bücher.example/straße?ü=ß", "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%BC=%C3%9F"),
        ("https://134744072/", "https://8.8.8.8/"),
        ("https://[2606:2800:0::1]:8443/x", "https://[2606:2800::1]:8443/x"),
        ("  https://a_b.example/?q=a|b  ", "https://a_b.example/?q=a|b"),
    ],
)  # fmt: skip
def test_an_address_is_written_in_one_form(written: str, read: str) -> None:
    assert str(addresses.parse(written)) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.paper.example/a/", "http://paper.example/a"),
        ("https://paper.example/a?utm_source=x&id=1&fbclid=y", "https://paper.example/a?id=1"),
        ("https://paper.example/a?b=1&a=2", "https://paper.example/a?a=2&b=1#c"),
        ("https://paper.example", "https://PAPER.example/?gclid=1"),
    ],
)
def test_two_addresses_of_one_page_are_told_to_be_the_same(one: str, other: str) -> None:
    assert addresses.comparable(one) == addresses.comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/a", "https://paper.example/b"),
        ("https://paper.example/?p=1", "https://paper.example/?p=2"),
        ("https://a.paper.example/", "https://paper.example/"),
        ("https://paper.example:8443/", "https://paper.example/"),
    ],
)
def test_other_pages_are_not(one: str, other: str) -> None:
    assert addresses.comparable(one) != addresses.comparable(other)


def test_what_a_redirect_names_is_read_like_any_other_address() -> None:
    base = addresses.parse("https://paper.example/a/b?c=1")

    assert str(addresses.joined(base, "../d")) == "https://paper.example/d"
    assert str(addresses.joined(base, "//other.example")) == "https://other.example/"
    for wrong in ("file:///etc/passwd", "http://[::1", "https://a@b/", "http://a\nb/"):
        with pytest.raises(NotFetchable):
            addresses.joined(base, wrong)
