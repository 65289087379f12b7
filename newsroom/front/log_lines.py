"""What is written down: one line in the log for one message, whatever a client put into it."""

import logging
import re

from django.db import InterfaceError, OperationalError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(logging.Formatter):
    """Writes control characters as escapes, so that no client can forge a line or colour one."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line without its traceback, which is ours and keeps its lines."""
        return _CONTROL.sub(lambda found: rf"\x{ord(found[0]):02x}", super().formatMessage(record))


UNANSWERED = (OperationalError, InterfaceError)
"""What a database that is gone raises."""


class InOneLine(logging.Filter):
    """Of each request that the database does not answer one line is written, without its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, shortened where it has to be."""
        if record.exc_info and isinstance(record.exc_info[1], UNANSWERED):
            said = str(record.exc_info[1]).strip().partition("\n")[0]
            record.msg, record.args = "%s (%s)", (record.getMessage(), said)
            record.exc_info = record.exc_text = None
        return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "newsroom.front.log_lines.OneLine",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "filters": {"unanswered": {"()": "newsroom.front.log_lines.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {
            "level": "ERROR",
            "filters": ["unanswered"],
        },  # a page that is not there is no news
    },
}
"""Django's LOGGING setting."""
