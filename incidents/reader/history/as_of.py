"""The version that stood at a time which a reader names by the clock of the story."""

import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from incidents import record
from incidents.reader.history.choice import UnknownError
from incidents.reader.history.moments import FIRST_YEAR, LAST_YEAR

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_MINUTE = timedelta(minutes=1)
_INSTANT = timedelta.resolution


def version(path: str, written: str) -> int:
    """The number of the version that stood when clocks at the story showed "2017-02-25T14:30".

    What became public within the minute counts: it is what the printed time says. 0 where no time
    is named. Raises UnknownError for what is no time, and for one before the first version.
    """
    if not written:
        return 0
    found = record.version_at(path, _moment(written))
    if found is None:
        raise UnknownError(_("The story was not public yet at that time."))
    return found


def _moment(written: str) -> datetime:
    """The last instant of the minute or second that is written, on no clock yet."""
    try:
        if not _WRITTEN.fullmatch(written):
            raise ValueError(written)
        shown = datetime.fromisoformat(written)
        if not FIRST_YEAR < shown.year <= LAST_YEAR:
            raise ValueError(written)
    except ValueError:
        words = _("“%(written)s” is not a time such as 2017-02-25T14:30.")
        raise UnknownError(words % {"written": written}) from None
    return shown + (timedelta(seconds=1) if shown.second else _MINUTE) - _INSTANT
