"""A commitment names a person to whoever holds its nonce, and to nobody else."""

from hashlib import sha256
from uuid import UUID

from incidents.text.hashing.commitment import Commitment, commit, commitment

ANNA = UUID("4c1f7d0e-0000-4000-8000-00000000000a")


def test_no_two_commitments_to_one_person_are_alike() -> None:
    found = [commit(ANNA) for _ in range(20)]

    assert len({said.hash for said in found}) == 20
    assert len({said.nonce for said in found}) == 20


def test_nonce_and_key_open_it() -> None:
    said = commit(ANNA)

    assert said.nonce is not None
    assert said.key is not None
    assert commitment(said.nonce, said.key) == said.hash


def test_anyone_can_compute_it_from_the_words_of_the_documentation() -> None:
    nonce = bytes(range(16))

    expected = sha256(nonce + b"4c1f7d0e-0000-4000-8000-00000000000a").hexdigest()

    assert commitment(nonce, ANNA) == expected


def test_where_there_is_nobody_nothing_is_committed_to() -> None:
    assert commit(None) == Commitment(None, None, "")
