"""Signed heads in the C2SP forms `tlog-checkpoint` and `signed-note`, which other tools read too.

A head says: at this size, the tree of this origin had this root. Its note is the head's text, an
empty line and one line for each signature; the Ed25519 signature covers the text to its last
line break.
"""

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_SIGNATURE_BYTES = 64
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class NoteError(ValueError):
    """A note is malformed, or not signed by the key at hand; the message says which."""


@dataclass(frozen=True, slots=True)
class Head:
    """That the tree of an origin had this root (32 bytes) at this size."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """What is needed to check signatures: the name that the key signs under, and its 32 bytes."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell this key from others."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public
        return sha256(named).digest()[:_KEY_ID_BYTES]

    def __str__(self) -> str:
        """The key as people hand it on: name, id and bytes, parted by plus signs."""
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public).decode()}"


def verifier_key(name: str, seed: bytes) -> VerifierKey:
    """The key that checks what `signed` signs with the same seed under the same name."""
    return VerifierKey(name, _private(name, seed).public_key().public_bytes_raw())


def signed(head: Head, name: str, seed: bytes) -> str:
    """The note of a head: the same bytes each time, as Ed25519 takes nothing from chance."""
    text = head.text()
    signature = _private(name, seed).sign(text.encode())
    packed = b64encode(verifier_key(name, seed).id + signature).decode()
    note = f"{text}\n— {name} {packed}\n"
    if parsed(note) != head:
        raise ValueError(f"no note can be read back to this head: {head}")
    return note


def parsed(note: str) -> Head:
    """The head of a note whoever signed it; raises NoteError where it is no such note."""
    text, _ = _split(note)
    return _parsed_text(text)


def opened(note: str, key: VerifierKey) -> Head:
    """The head of a note that this key has signed; raises NoteError otherwise.

    Signatures by other keys, such as those of witnesses, are passed over.
    """
    text, signatures = _split(note)
    head = _parsed_text(text)
    ours = [packed for name, packed in signatures if (name, packed[:4]) == (key.name, key.id)]
    if not ours:
        raise NoteError(f"the note carries no signature by the key {key.name}+{key.id.hex()}")
    for packed in ours:
        _verify(text, packed[_KEY_ID_BYTES:], key)
    return head


def _private(name: str, seed: bytes) -> Ed25519PrivateKey:
    if not name or re.search(r"[\s+]", name):
        raise ValueError(f"a key's name has neither spaces nor plus signs: {name!r}")
    return Ed25519PrivateKey.from_private_bytes(seed)


def _verify(text: str, signature: bytes, key: VerifierKey) -> None:
    if len(signature) != _SIGNATURE_BYTES:
        raise NoteError(f"a signature has {_SIGNATURE_BYTES} bytes, not {len(signature)}")
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except InvalidSignature:
        raise NoteError("the signature does not fit the text") from None


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The signed text, and each signature with its key's name."""
    if _CONTROL.search(note):
        raise NoteError("the note holds control characters")
    body, parting, lines = note.rpartition("\n\n")
    if not parting or not lines.endswith("\n"):
        raise NoteError("the note has no signatures after an empty line")
    signatures = []
    for line in lines.removesuffix("\n").split("\n"):
        found = _SIGNATURE_LINE.fullmatch(line)
        if found is None:
            raise NoteError(f"this is no signature: {line!r}")
        signatures.append((found[1], _decoded(found[2])))
    return f"{body}\n", signatures


def _parsed_text(text: str) -> Head:
    """The head that a signed text says; lines after its third are extensions and passed over."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise NoteError("a head has three lines: origin, size and root")
    origin, size, root = lines[:3]
    if not _SIZE.fullmatch(size):
        raise NoteError(f"this is no size: {size!r}")
    decoded = _decoded(root)
    if len(decoded) != sha256().digest_size:
        raise NoteError(f"a root has 32 bytes, not {len(decoded)}")
    return Head(origin, int(size), decoded)


def _decoded(text: str) -> bytes:
    """Base64 in its one standard spelling."""
    try:
        found = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError(f"this is no base64: {text!r}") from None
    if b64encode(found).decode() != text:
        raise NoteError(f"this is not the standard spelling in base64: {text!r}")
    return found
