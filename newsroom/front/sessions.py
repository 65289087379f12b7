"""Sessions in the database, looked up only under what can be the key of one."""

import re

from django.contrib.sessions.backends import db

_KEY = re.compile("[0-9a-z]{8,40}")


class SessionStore(db.SessionStore):
    """A cookie can hold what no database takes, such as a NUL character: that is no session."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and _KEY.fullmatch(key))
