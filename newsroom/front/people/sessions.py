"""Sessions in the database, each with who is signed in, from where and since when."""

import re
from typing import Any

from django.contrib.sessions.backends import db
from django.utils.dateparse import parse_datetime

from incidents.models import Session

_KEY = re.compile("[0-9a-z]{8,40}")
VISIT = "visit"
"""Under what a session's own data hold address, browser and times."""


class SessionStore(db.SessionStore):
    """What the data of a session say about its visitor stands in columns of its row as well."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The newsroom's own rows, so that the sessions of one person can be found."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of a session, as it will be saved."""
        row = super().create_model_instance(data)
        if not isinstance(row, Session):
            raise TypeError(f"{type(row).__name__} is not a session of the newsroom")
        visit = data.get(VISIT, {})
        key = data.get("_auth_user_id")
        row.editor_id = int(key) if key else None
        row.address = visit.get("address")
        row.browser = visit.get("browser", "")
        row.signed_in_at = parse_datetime(visit["since"]) if "since" in visit else None
        row.seen_at = parse_datetime(visit["seen"]) if "seen" in visit else row.signed_in_at
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        """A cookie can hold what no database takes, such as a NUL character: no session."""
        return bool(key and _KEY.fullmatch(key))
