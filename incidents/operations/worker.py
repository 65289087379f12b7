"""What happens beside the web process: texts go out, become findable, heads are signed ..."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from incidents.actions import finding
from incidents.actions.drafts import presence, releasing
from incidents.actions.house import audit, heads, notice, purges
from incidents.actions.readers import comments
from incidents.actions.stories.pictures import keeping
from incidents.models import Version
from incidents.operations.link_checking import LinkChecker
from incidents.operations.purging import Purger

logger = logging.getLogger(__name__)

Job = Callable[[], float]
"""Does what is due and gives the seconds until it wants to be called again."""

TICK = 1.0  # seconds between two looks whether a text is due
FOLLOW = 0.5  # seconds between two looks whether something is new to be found
FORGET = 600.0  # seconds between two times that pages which fell silent are forgotten
APART = timedelta(minutes=1)  # between two heads
LOOK = 5.0  # seconds between two looks whether there is something to sign
ALARM = 60.0  # seconds until a job that failed is tried again
DATABASE_AWAY = 1.0  # seconds until the database is asked again


class Signer:
    """Signs the history a minute after the last head, if there are changes; all of it first."""

    def __init__(self) -> None:
        self.checked = False

    def __call__(self) -> float:
        """Sign what is due; where the history is broken, say so and sign nothing."""
        try:
            heads.sign(apart=APART, whole=not self.checked)
        except heads.HistoryBroken as broken:
            logger.critical("NO HEAD IS SIGNED, the history is broken: %s", broken)
            return ALARM
        self.checked = True
        return LOOK


def release() -> float:
    """Let out the texts whose time has come."""
    for draft in releasing.release_due():
        logger.info("Draft %s: %s", draft.key, draft.state)
    return TICK


def find() -> float:
    """Make findable what was published; at once again where more is waiting."""
    return 0.0 if finding.follow() else FOLLOW


def forget() -> float:
    """Forget the pages of the desk that fell silent."""
    presence.forget()
    return FORGET


def forget_readers() -> float:
    """Erase what was kept long enough of readers who commented."""
    comments.forget()
    return FORGET


def forget_origins() -> float:
    """Take address and session off acts that are old enough; at once again where more are."""
    days = settings.ORIGIN_DAYS
    more = days and audit.forget_origins(after=timedelta(days=days))
    return TICK if more else FORGET


def forget_asides() -> float:
    """Forget what pages in memory were told of days ago."""
    purges.forget_asides()
    return FORGET


def sweep_pictures() -> float:
    """Throw away uploaded pictures that no story uses."""
    keeping.sweep()
    return FORGET


def establish() -> float:
    """Keep the first wording of each page about the newsroom, so that none changes unseen.

    Not before something is published: until then the newsroom may still be set up from an archive,
    whose wordings these would stand in the way of.
    """
    if not Version.objects.exists():
        return TICK
    notice.establish()
    return FORGET


class Worker:
    """Calls each job when it is due, and outlives what any of them runs into."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        self.jobs = jobs
        self.due = dict.fromkeys(jobs, 0.0)
        self.database_away = False

    def work(self) -> None:
        """Go on until a signal ends the process."""
        while True:
            time.sleep(self.turn())

    def turn(self) -> float:
        """Call the jobs that are due; the seconds until the next one is."""
        for name, job in self.jobs.items():
            if self.due[name] <= time.monotonic():
                self.due[name] = self._called(name, job) + time.monotonic()
        return max(0.0, min(self.due.values()) - time.monotonic())

    def _called(self, name: str, job: Job) -> float:
        close_old_connections()
        try:
            pause = job()
        except (OperationalError, InterfaceError) as failed:
            connection.close()
            if not self.database_away:
                logger.warning("The worker waits for the database: %s", failed)
            self.database_away = True
            return DATABASE_AWAY
        except Exception:
            logger.exception("The job “%s” failed and will be tried again", name)
            return ALARM
        self.database_away = False
        return pause


def everything() -> Worker:
    """The worker with all its jobs."""
    return Worker(
        {
            "releases": release,
            "search": find,
            "heads": Signer(),
            "purges": Purger(),
            "links": LinkChecker(),
            "presence": forget,
            "pictures": sweep_pictures,
            "comments": forget_readers,
            "origins": forget_origins,
            "asides": forget_asides,
            "pages": establish,
        }
    )
