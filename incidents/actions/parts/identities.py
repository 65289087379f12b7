"""Who a nameless source really is: sealed as it is noted, opened for the few who are named."""

import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import (
    NotAllowed,
    NothingWritten,
    Refused,
    TooLong,
    WrongValue,
    refuse_without,
)
from incidents.models import Editor, Right, Source, SourceIdentity
from incidents.text.sanitise import line

LONGEST = 2000
PORTION = 256
"""What is sealed is filled up to a multiple of this, so that its length does not tell a name."""

_FORM = b"\x01"
_NONCE = 12


class Unopenable(Refused):
    """What was sealed cannot be opened: the key is another one, or the row was tampered with."""


@sensitive_variables("who", "said")
def note_identity(
    source: Source, *, who: str, readers: Iterable[Editor] = (), by: Editor
) -> SourceIdentity:
    """Seal who a source is; `by` and the readers may open it, and nobody else.

    Noted again by one of its readers, it is replaced with the list of readers. Raises NotAllowed,
    WrongValue for a source that is not anonymous, NothingWritten, TooLong.
    """
    refuse_without(Right.WRITE, by)
    said = _checked(source, who)
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        row = SourceIdentity.objects.filter(source=source).first()
        if row is None:
            row = SourceIdentity(source=source, created_by=by)
        elif not _may_open(row, by):
            raise NotAllowed("Somebody else noted who this is, and did not name you as a reader.")
        row.ciphertext = _sealed(said, source)
        row.save()
        row.readers.set({by.pk, *(reader.pk for reader in readers)})
        _noted("identity.noted", source, by)
    return row


@sensitive_variables()
def read_identity(source: Source, *, by: Editor) -> str:
    """Open who a source is. Every reading is written down, and so is every try.

    Raises NotAllowed for all who are not named as readers, chief editors among them; NotAllowed as
    well where nothing was noted, so that nobody learns which sources have a name.
    """
    row = SourceIdentity.objects.filter(source=source).first()
    if row is None or not _may_open(row, by):
        _noted("identity.refused", source, by)
        raise NotAllowed("Only those who were named as readers can see who this is.")
    said = _opened(bytes(row.ciphertext), source)
    _noted("identity.read", source, by)
    return said


def readers_of(source: Source, *, by: Editor) -> list[Editor] | None:
    """Who may open who a source is: told to those people alone, None to everybody else."""
    row = SourceIdentity.objects.filter(source=source).first()
    if row is None or not _may_open(row, by):
        return None
    return list(row.readers.order_by("last_name", "first_name", "username"))


def _may_open(row: SourceIdentity, by: Editor) -> bool:
    return by.is_active and row.readers.filter(pk=by.pk).exists()


@sensitive_variables()
def _checked(source: Source, who: str) -> str:
    said = line(who)
    if source.kind != Source.Kind.ANONYMOUS:
        raise WrongValue("Only an anonymous source has a hidden name.", field="kind")
    if not said:
        raise NothingWritten("Write who this source is.", field="who")
    if len(said) > LONGEST:
        raise TooLong(f"At most {LONGEST:,} characters fit. Shorten it.", field="who")
    return said


@sensitive_variables()
def _sealed(said: str, source: Source) -> bytes:
    """AES-256-GCM, bound to the source: a row that was copied to another one does not open."""
    raw = said.encode()
    filled = raw + b"\0" * (-len(raw) % PORTION)
    nonce = secrets.token_bytes(_NONCE)
    return _FORM + nonce + AESGCM(settings.IDENTITY_KEY).encrypt(nonce, filled, _bound(source))


@sensitive_variables()
def _opened(sealed: bytes, source: Source) -> str:
    nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        filled = AESGCM(settings.IDENTITY_KEY).decrypt(nonce, rest, _bound(source))
    except (InvalidTag, ValueError):
        raise Unopenable(
            "This cannot be opened: the key (IDENTITY_KEY) is not the one that sealed it."
        ) from None
    return filled.rstrip(b"\0").decode()


def _bound(source: Source) -> bytes:
    return f"identity:{source.incident.key}:{source.serial}".encode()


def _noted(verb: str, source: Source, by: Editor) -> None:
    write_event(verb, by=by, subject=source.piece_key, incident=source.incident)
