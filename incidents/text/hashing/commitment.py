"""How a hash covers who did something without telling that two things were done by one person.

What is hashed is a commitment: SHA-256 over 16 random bytes, the nonce, and the person's key. It
binds whoever published it, and says nothing to anyone without the nonce. With the nonce and the
key it is opened: for this one version, and for no other.
"""

import secrets
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

NONCE_BYTES = 16


class Commitment(NamedTuple):
    """A commitment in hex with what opens it; nothing at all where there is no person."""

    key: UUID | None = None
    nonce: bytes | None = None
    hash: str = ""


def commit(key: UUID | None) -> Commitment:
    """A new commitment to a person, unlike every other one to the same person."""
    if key is None:
        return Commitment()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Commitment(key, nonce, commitment(nonce, key))


def commitment(nonce: bytes, key: UUID) -> str:
    """SHA-256, in hex, over a nonce and a key as text: 36 characters in lower case, with dashes."""
    return sha256(nonce + str(key).encode()).hexdigest()
