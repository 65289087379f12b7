"""Signed heads: byte for byte what the public forms ask for, and nothing else is believed."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from incidents.text.hashing.checkpoint import (
    Head,
    NoteError,
    opened,
    parsed,
    signed,
    verifier_key,
)
from tests.building import plan
from tests.text.hashing.keys import key_of

# The first key pair of RFC 8032, section 7.1.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
NAME = "news.example/history"
ROOT = sha256(b"root").digest()
HEAD = Head(NAME, 1234, ROOT)
NOTE = signed(HEAD, NAME, SEED)
KEY = verifier_key(NAME, SEED)
# A key in use elsewhere: that of Go's public checksum database.
FOREIGN_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def test_a_note_has_the_bytes_that_the_forms_ask_for() -> None:
    text = f"news.example/history\n1234\n{b64encode(ROOT).decode()}\n"
    key_id = sha256(b"news.example/history\n\x01" + PUBLIC).digest()[:4]
    signature = Ed25519PrivateKey.from_private_bytes(SEED).sign(text.encode())

    packed = b64encode(key_id + signature).decode()

    assert f"{text}\n— news.example/history {packed}\n" == NOTE
    assert str(KEY) == f"{NAME}+{key_id.hex()}+{b64encode(bytes([1]) + PUBLIC).decode()}"


def test_the_same_head_is_signed_with_the_same_bytes() -> None:
    assert signed(HEAD, NAME, SEED) == NOTE


def test_a_note_is_opened_with_its_key() -> None:
    assert opened(NOTE, KEY) == HEAD
    assert opened(NOTE, key_of(str(KEY))) == HEAD
    assert parsed(NOTE) == HEAD


def test_a_key_of_another_house_can_be_read() -> None:
    key = key_of(FOREIGN_KEY)

    assert key.name == "sum.golang.org"
    assert key.id.hex() == "033de0ae"
    assert str(key) == FOREIGN_KEY


def test_signatures_of_others_are_passed_over() -> None:
    witness = signed(HEAD, "witness.example", sha256(b"another seed").digest())
    note = NOTE + witness.splitlines()[-1] + "\n"

    assert opened(note, KEY) == HEAD


def test_lines_after_the_root_are_signed_and_passed_over() -> None:
    text = f"{HEAD.text()}an extension\n"
    signature = Ed25519PrivateKey.from_private_bytes(SEED).sign(text.encode())
    note = f"{text}\n— {NAME} {b64encode(KEY.id + signature).decode()}\n"

    assert opened(note, KEY) == HEAD


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("1234", "1233", "does not fit the text"),
        ("1234", "01234", "no size"),
        ("1234", "-1", "no size"),
        ("1234", "1٣", "no size"),
        ("\n1234", "\n\n1234", "three lines"),
        ("\n1234\n", "\n1234\r\n", "control characters"),
        (b64encode(ROOT).decode(), b64encode(ROOT[:31]).decode(), "32 bytes, not 31"),
        (b64encode(ROOT).decode(), "no-base64", "no base64"),
        ("\n\n— ", "\n— ", "no signatures"),
        ("\n\n— ", "\n\n- ", "no signature"),
        ("— news.example/history ", "— other.example/history ", "no signature by the key"),
    ],
)
def test_an_altered_note_is_refused_with_the_reason(was: str, becomes: str, said: str) -> None:
    assert was in NOTE
    altered = NOTE.replace(was, becomes)

    with pytest.raises(NoteError, match=said):
        opened(altered, KEY)


@pytest.mark.parametrize("cut", range(1, len(NOTE), 7))
def test_a_note_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(NoteError):
        opened(NOTE[:-cut], KEY)


def test_every_changed_byte_of_a_signature_is_noticed() -> None:
    text, line = NOTE.split("\n\n")
    packed = b64decode(line.split(" ")[2])

    for place in range(len(packed)):
        altered = packed[:place] + bytes([packed[place] ^ 1]) + packed[place + 1 :]
        note = f"{text}\n\n— {NAME} {b64encode(altered).decode()}\n"
        with pytest.raises(NoteError):
            opened(note, KEY)


def test_a_signature_of_another_length_is_refused() -> None:
    text = NOTE.split("\n\n")[0]

    with pytest.raises(NoteError, match="64 bytes, not 10"):
        opened(f"{text}\n\n— {NAME} {b64encode(KEY.id + bytes(10)).decode()}\n", KEY)


def test_base64_with_stray_bits_at_its_end_is_refused() -> None:
    root = b64encode(ROOT).decode()
    other = root[:-2] + chr(ord(root[-2]) + 1) + "="
    assert b64decode(other) == ROOT

    with pytest.raises(NoteError, match="standard spelling"):
        parsed(NOTE.replace(root, other))


@pytest.mark.parametrize("name", ["", "two words", "a+b"])
def test_no_key_signs_under_a_name_that_could_not_be_read_again(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        signed(HEAD, name, SEED)


@pytest.mark.parametrize("origin", ["", "two\nlines", "tab\there"])
def test_no_head_is_signed_that_could_not_be_read_again(origin: str) -> None:
    with pytest.raises(ValueError, match=r"three lines|no size|control characters|read back"):
        signed(Head(origin, 1, ROOT), NAME, SEED)


def test_the_example_in_the_documentation_holds() -> None:
    written = (plan.ROOT / "docs/transparency.md").read_text(encoding="utf-8")
    note, key = written.split("```\n")[1], written.split("```\n")[3]

    assert opened(note, key_of(key)).size == 1204
