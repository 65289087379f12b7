"""Whose comments are not taken for a while: a mail address, or a range of network addresses."""

import hmac
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import Refused, TooLong, WrongValue, refuse_without
from incidents.models import Comment, CommentBan, Editor, Right
from incidents.record.printing import day_printed
from incidents.text.sanitise import line

LONGEST_REASON = 300
MOST_DAYS = {CommentBan.Kind.EMAIL: 365, CommentBan.Kind.NETWORK: 30}
"""A range of addresses belongs to other people soon; a mail address stays with its owner."""


class Banned(Refused):
    """Comments from there are not taken for a while."""


def digest_of_address(email: str) -> str:
    """The hash that stands for a mail address; nobody can turn it round without our key."""
    return _keyed("comment bans: mail", email.strip().casefold())


def digest_of_network(network: str) -> str:
    """The hash that stands for a range of network addresses; empty where none is known."""
    return _keyed("comment bans: network", network) if network else ""


def ban(comment: Comment, *, kind: str, days: int, reason: str = "", by: Editor | None) -> None:
    """Take nothing for so many days from the mail address, or the range, that a comment came from.

    A ban that stands already gets the new end. Raises NotAllowed, TooLong, WrongValue.
    """
    refuse_without(Right.PUBLISH, by)
    digest = {
        CommentBan.Kind.EMAIL.value: digest_of_address(comment.email) if comment.email else "",
        CommentBan.Kind.NETWORK.value: comment.network,
    }.get(kind, "")
    if not digest:
        raise WrongValue("It is no longer known where this comment came from.", field="kind")
    most = MOST_DAYS[CommentBan.Kind(kind)]
    if not 1 <= days <= most:
        raise WrongValue(f"Such a ban lasts from 1 to {most} days.", field="days")
    said = line(reason)
    if len(said) > LONGEST_REASON:
        raise TooLong(f"Say it in at most {LONGEST_REASON} characters.", field="reason")
    with transaction.atomic():
        until = timezone.now() + timedelta(days=days)
        CommentBan.objects.update_or_create(
            kind=kind, digest=digest, defaults={"until": until, "reason": said, "made_by": by}
        )
        write_event(
            f"comment.banned_{kind}",
            by=by,
            subject=f"comment-{comment.pk}",
            incident=comment.incident,
            needs=Right.PUBLISH,
        )


def lift(held: CommentBan, *, by: Editor | None) -> None:
    """Take comments from there again. Raises NotAllowed."""
    with transaction.atomic():
        write_event("comment.ban_lifted", by=by, subject=f"ban-{held.pk}", needs=Right.PUBLISH)
        held.delete()


def refuse_banned(email: str, network: str) -> None:
    """Let nobody comment who is banned, and forget bans that are over. Raises Banned."""
    now = timezone.now()
    CommentBan.objects.filter(until__lte=now).delete()
    digests = [digest_of_address(email), *([network] if network else [])]
    held = CommentBan.objects.filter(digest__in=digests).order_by("-until").first()
    if held is not None:
        end = day_printed(timezone.localdate(held.until))
        raise Banned(_("The newsroom takes no comments from here until %(day)s.") % {"day": end})


def _keyed(purpose: str, value: str) -> str:
    key = hmac.new(settings.SECRET_KEY.encode(), purpose.encode(), sha256).digest()
    return hmac.new(key, value.encode(), sha256).hexdigest()
