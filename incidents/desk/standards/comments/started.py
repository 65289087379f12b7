"""When a form was begun: people need some seconds to fill one in, programs do not."""

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from incidents.models import Incident

LEAST = 3  # seconds between the form and its sending
LONGEST = 24 * 3600  # seconds for which a form is good

_SIGNER = TimestampSigner(salt="comments of readers")


def begun(incident: Incident) -> str:
    """A mark that says for which story a form was begun, and when, and that nobody else makes."""
    return _SIGNER.sign(str(incident.key))


def is_good(mark: str, incident: Incident) -> bool:
    """Whether a mark is ours, for this story, and of today."""
    try:
        return bool(_SIGNER.unsign(mark, max_age=LONGEST) == str(incident.key))
    except BadSignature:
        return False


def is_too_fast(mark: str) -> bool:
    """Whether a form comes back sooner than a person could have read it."""
    try:
        _SIGNER.unsign(mark, max_age=LEAST)
    except SignatureExpired:
        return False
    return True
