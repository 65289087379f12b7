"""Canonical JSON: the bytes of RFC 8785, and a refusal of what has none."""

from collections import UserDict
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given, strategies as st

from incidents.text.hashing.canonical import JSON, CanonicalError, chain_hash, encode, inner_hash

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
KEYS = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_the_bytes_are_those_of_rfc_8785(value: JSON) -> None:
    assert encode(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": [1.5]}, r"\$\.a\[0\]: float"),
        ({"é": 1}, "not an ASCII string"),
        ({1: 1}, "not an ASCII string"),
        ([2**53], "beyond"),
        ("\ud800", "lone surrogate"),
        ({"a": {"\ud800"}}, "set"),
        (UserDict(), "UserDict"),
        (float("nan"), "float"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: JSON, said: str) -> None:
    with pytest.raises(CanonicalError, match=said):
        encode(value)


def test_a_piece_is_hashed_with_its_salt() -> None:
    assert inner_hash(b"salt", b"{}") == sha256(b"salt{}").hexdigest()


def test_the_order_of_keys_does_not_change_the_hash_of_a_version() -> None:
    assert chain_hash({"a": 1, "b": [2]}) == chain_hash({"b": [2], "a": 1})
    assert chain_hash({"a": 1}) == sha256(b'{"a":1}').hexdigest()
