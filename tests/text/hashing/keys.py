"""Reading a verifier key as whoever was handed it does."""

from base64 import b64decode

from incidents.text.hashing.checkpoint import VerifierKey


def key_of(text: str) -> VerifierKey:
    """The key behind name, id and bytes, which its parts have to fit."""
    name, _, packed = text.strip().split("+", 2)
    key = VerifierKey(name, b64decode(packed)[1:])
    assert str(key) == text.strip()
    return key
