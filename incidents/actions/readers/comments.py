"""What may happen to a reader's comment: sent, approved, rejected, deleted."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy as _lazy

from incidents.actions.house import purges
from incidents.actions.ledger.change import write_event
from incidents.actions.readers.bans import refuse_banned
from incidents.actions.readers.limits import DAY, Limit, Limits, forget_senders
from incidents.actions.readers.reports import paragraphs, too_long
from incidents.actions.refusals import NothingWritten, Refused, TooLong, WrongValue, refuse_without
from incidents.models import Byline, Comment, CommentMode, Editor, House, Incident, Right
from incidents.models.readers.comment import comment_mode, takes_comments
from incidents.text.sanitise import line

LONGEST_TEXT = 3000
LONGEST_NAME = 60
LONGEST_EMAIL = 254

SHORT_LIMIT, DAY_LIMIT, STORY_LIMIT = 5, 20, 60
"""How many comments one sender may send in ten minutes and in a day, and a story get in an hour."""

LIMITS = Limits(
    of_sender=(
        Limit(timedelta(minutes=10), SHORT_LIMIT, _lazy("You have sent several comments already.")),
        Limit(DAY, DAY_LIMIT, _lazy("You have sent many comments today.")),
    ),
    of_story=Limit(
        timedelta(hours=1), STORY_LIMIT, _lazy("Many readers write about this story right now.")
    ),
    locks=(7003, 7004),
)

SEEN = "LNPS"
"""Letters, numbers, punctuation, symbols: the kinds of signs that can be seen."""

WEB_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)

State = Comment.State


class CommentsClosed(Refused):
    """The story takes no comments, or none any more."""


@dataclass(frozen=True, slots=True)
class Words:
    """A comment as a reader gives it; in no outlet that prints values the address is among them."""

    name: str
    email: str = field(repr=False)
    text: str

    def settled(self) -> "Words":
        """The same as plain text. Raises NothingWritten, TooLong, WrongValue."""
        clean = Words(line(self.name), line(self.email), paragraphs(self.text))
        for named, value, most in (
            ("name", clean.name, LONGEST_NAME),
            ("email", clean.email, LONGEST_EMAIL),
            ("text", clean.text, LONGEST_TEXT),
        ):
            if not any(unicodedata.category(sign)[0] in SEEN for sign in value):
                raise NothingWritten(_("This has to be filled in."), field=named)
            if len(value) > most:
                raise TooLong(too_long(len(value), most), field=named)
        if _is_ours(clean.name):
            taken = _("Somebody in the newsroom signs so. Choose another.")
            raise WrongValue(taken, field="name")
        return clean


def _is_ours(name: str) -> bool:
    """Whether a name reads like the newsroom's own, or one under which somebody there signs.

    Signs that nobody sees, and letters in another dress, make no other name of it.
    """
    dressed = unicodedata.normalize("NFKC", name)
    read = line("".join(sign for sign in dressed if unicodedata.category(sign) != "Cf"))
    return (
        read.casefold() == settings.SITE_NAME.casefold()
        or Byline.objects.filter(Q(name__iexact=name) | Q(name__iexact=read)).exists()
    )


def send(incident: Incident, words: Words, *, senders: Sequence[str], network: str = "") -> Comment:
    """Take in what a reader writes below a story; it waits, or stands at once where that is so.

    `senders` are the hashes that stand for the reader today and stood yesterday, `network` one
    that stands for the range of addresses. What holds a web address always waits. Raises
    CommentsClosed, NothingWritten, TooLong, WrongValue, Banned, TooMany.
    """
    house, said = House.current(), words.settled()
    if not takes_comments(incident, house):
        raise CommentsClosed(_("This story takes no comments."))
    with transaction.atomic():
        forget()
        refuse_banned(said.email, network)
        everything = Comment.objects.all()
        LIMITS.hold(everything, incident, senders)
        own = everything.filter(incident=incident, sender__in=senders, text=said.text)
        if own.exclude(state=State.DELETED).exists():
            raise WrongValue(_("You have sent these very words already."), field="text")
        waits = comment_mode(incident, house) == CommentMode.MODERATED
        waits = waits or bool(WEB_ADDRESS.search(f"{said.name} {said.text}"))
        comment = Comment.objects.create(
            incident=incident,
            name=said.name,
            email=said.email,
            text=said.text,
            sender=senders[0],
            network=network,
            state=State.WAITING if waits else State.APPROVED,
        )
        write_event("comment.received", by=None, subject=_subject(comment), incident=incident)
        if comment.state == State.APPROVED:
            _tell_caches()
    return comment


def decide(comments: Sequence[int], state: str, *, by: Editor | None) -> int:
    """Approve comments, reject them, call them spam or delete them; how many that changed.

    What is deleted is gone for good, and is never anything else again. Raises NotAllowed,
    WrongValue.
    """
    refuse_without(Right.PUBLISH, by)
    if state not in State.values or state == State.WAITING:
        raise WrongValue("A comment is approved, rejected, spam or deleted.")
    with transaction.atomic():
        rows = _locked(Q(pk__in=comments) & ~Q(state__in=[state, State.DELETED]))
        _settle(rows, state, by)
    return len(rows)


def withdraw(comment: Comment) -> None:
    """Delete a comment because who wrote it wants that."""
    with transaction.atomic():
        _settle(_locked(Q(pk=comment.pk) & ~Q(state=State.DELETED)), State.DELETED, None)


def forget() -> None:
    """Erase what has been kept long enough: senders, mail addresses, what was never shown."""
    old = timezone.now() - timedelta(days=settings.COMMENT_EMAIL_DAYS)
    with transaction.atomic():
        forget_senders(Comment.objects.all())
        past = Comment.objects.filter(sent_at__lt=old)
        past.exclude(email="", network="").update(email="", network="")
        unshown = past.filter(state__in=[State.REJECTED, State.SPAM])
        unshown.update(state=State.DELETED, name="", text="")


def _locked(which: Q) -> list[Comment]:
    rows: QuerySet[Comment] = Comment.objects.select_for_update(of=("self",)).filter(which)
    return list(rows.select_related("incident").order_by("pk"))


def _settle(rows: Sequence[Comment], state: str, by: Editor | None) -> None:
    """Bring comments into a state; caches hear of it where readers see a difference."""
    shown = {state, *(row.state for row in rows)}
    for row in rows:
        if state == State.DELETED:
            row.name = row.text = row.email = row.network = ""
        row.state, row.decided_at, row.decided_by = state, timezone.now(), by
        row.save()
        verb = "withdrawn" if state == State.DELETED and by is None else state
        needed = None if by is None else Right.PUBLISH
        write_event(
            f"comment.{verb}", by=by, subject=_subject(row), incident=row.incident, needs=needed
        )
    if rows and State.APPROVED in shown:
        _tell_caches()


def _tell_caches() -> None:
    """Every purge takes the pages that are not frozen: among them are those with comments."""
    purges.ask("comments")


def _subject(comment: Comment) -> str:
    return f"comment-{comment.pk}"
