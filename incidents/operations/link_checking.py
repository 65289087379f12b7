"""Looking now and then whether cited pages are still there, beside the work that may not wait."""

import logging
from threading import Thread

from django.db import connection

from incidents.actions.house.fetching import links

logger = logging.getLogger(__name__)

EVERY = 60.0  # seconds between two looks
AT_ONCE = 20  # links in one look


class LinkChecker:
    """Checks some links in a thread of its own: sites are slow, and signing cannot wait."""

    def __init__(self) -> None:
        self.looking: Thread | None = None

    def __call__(self) -> float:
        """Begin a look, unless the last one is still under way."""
        if self.looking is None or not self.looking.is_alive():
            self.looking = Thread(target=_look, name="link-checking", daemon=True)
            self.looking.start()
        return EVERY


def _look() -> None:
    try:
        links.check_links(AT_ONCE)
    except Exception:
        logger.exception("The links of sources could not be checked")
    finally:
        connection.close()
