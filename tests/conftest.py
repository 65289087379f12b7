"""What every test may ask for: a database, the sample data, a browser."""

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, expect, sync_playwright
from pluggy import PluggyTeardownRaisedWarning
from pytest_django import DjangoDbBlocker

from newsroom.database import address, roles
from newsroom.database.embedded import Embedded
from newsroom.database.places import APP, OWNER, Places
from tests.longest import rank

ROOT = Path(__file__).resolve().parents[1]
APPEND_ONLY = (
    "incidents_version",
    "incidents_version_piece",
    "incidents_content",
    "incidents_event",
    "incidents_redaction",
    "incidents_checkpoint",
    "incidents_arrangement",
    "incidents_placement",
    "incidents_sitepage",
)
FLUSHES = 5
LEFT_BY_MIGRATIONS = ("django_content_type", "auth_permission")
# Without the windows that nobody sees, Chromium needs a third of the time for a page.
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
CHROMIUM = next(filter(Path.exists, CHROMIUMS), CHROMIUMS[-1])
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A crash of the test server costs nothing: its data is thrown away.
FAST_AND_UNSAFE = (
    "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
    "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "autovacuum=off",
)  # fmt: skip
# What may be missing even where everything was prepared, each with the words of its skip.
SKIPS_ALLOWED = (
    "needs an ordinary user",
    "needs root",
)
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
Made = TypeVar("Made")
_run = pytest.StashKey[ExitStack]()


class Once(Protocol):
    """Makes something for a whole file of tests and hands it on."""

    def __call__(self, make: Callable[[], Made]) -> Made: ...


def pytest_configure(config: pytest.Config) -> None:
    """Start this run's own server, and make the settings fit for tests."""
    config.stash[_run] = stack = ExitStack()
    if "DATABASE_URL" not in os.environ:
        server = stack.enter_context(_own_server())
        os.environ["DATABASE_URL"] = server.places.url(OWNER)  # workers of xdist inherit it
        stack.callback(os.environ.pop, "DATABASE_URL")
        os.environ["EMBEDDED_FOR_TESTS"] = "1"
        stack.callback(os.environ.pop, "EMBEDDED_FOR_TESTS")
    settings.DATABASES["default"].update(address.as_django(os.environ["DATABASE_URL"]))
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of one that is not
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # An empty folder: tests find static files where they are written, not where a run left them.
    settings.STATIC_ROOT = stack.enter_context(TemporaryDirectory(prefix="newsroom-static-"))
    # Signed heads of a newsroom that runs here say nothing about what tests make.
    settings.TRANSPARENCY_DIR = Path(
        stack.enter_context(TemporaryDirectory(prefix="newsroom-heads-"))
    )
    # Pictures that tests upload go with them.
    settings.MEDIA_ROOT = stack.enter_context(TemporaryDirectory(prefix="newsroom-media-"))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started for this run."""
    config.stash[_run].close()


@contextmanager
def _own_server() -> Iterator[Embedded]:
    """A server under `var/test-<process>`; those that a killed run left are removed first."""
    var = address.PLACES.var
    for left in var.glob("test-*"):
        number = left.name.removeprefix("test-")
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    server = Embedded(Places(var / f"test-{os.getpid()}"), options=FAST_AND_UNSAFE)
    try:
        with server.owned():
            yield server
    finally:
        shutil.rmtree(server.places.var, ignore_errors=True)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their parameter: packed ones carry the time, and names must not."""
    return argname if isinstance(val, bytes) else None


def pytest_collectstart() -> None:
    """Nothing that is collected becomes garbage."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; mark what uses the database or a browser as such."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "db" in fixtures and not item.get_closest_marker("django_db"):
            item.add_marker("django_db")
        if "browser" in fixtures:
            item.add_marker("browser")
    items.sort(key=lambda item: rank(item.path))


def pytest_collection_finish() -> None:
    """All tests stay to the end: whoever collects what is garbage need not look at them again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With NO_SKIPS, a test that was skipped for a reason not listed has failed."""
    try:
        report = yield
    except (SystemError, PluggyTeardownRaisedWarning):
        # Before 3.11.8, Python could trip over a source that two threads read at once.
        report = pytest.TestReport.from_item_and_call(item, call)
    return _without_skips(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for files that are skipped whole."""
    report = yield
    return _without_skips(report)


def _without_skips(report: Report) -> Report:
    if os.environ.get("NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if not any(allowed in reason for allowed in SKIPS_ALLOWED):
            report.outcome = "failed"
            report.longrepr = f"{reason}\nNothing may be skipped here: prepare what is missing."
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The sample data beside the repository."""
    folder = Path(os.environ.get("SHARED_DIR") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("needs the sample data in ../shared (or SHARED_DIR)")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; at the end nobody is left in it, so that it can be dropped."""
    yield
    connection.close()  # a test may have ended it from the other side
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_are_flushed() -> Iterator[None]:
    """The one place where the triggers of append-only tables are off: the flush after a test.

    It empties only tables that hold rows, and leaves what migrations say of models and rights.
    """

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _flush())
        yield


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Once]:
    """Makes rows that all tests of a file find; each undoes what it does to them itself."""

    def made(make: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock():
            return make()

    yield made
    with django_db_blocker.unblock():
        _flush()


def _flush() -> None:
    """Empty the tables; again where a page that was just closed still had a request under way."""
    for _ in range(FLUSHES):
        try:
            _flush_once()
        except OperationalError:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
        else:
            return
    _flush_once()


def _flush_once() -> None:
    tables = ", ".join(_filled_tables())
    if tables:
        with connection.cursor() as cursor:
            cursor.execute(
                f"BEGIN; {_triggers('DISABLE')} TRUNCATE {tables} CASCADE; "
                f"{_triggers('ENABLE')} COMMIT"
            )


def _filled_tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = (
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})"
        for name in names
        if name not in LEFT_BY_MIGRATIONS
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


def _triggers(verb: str) -> str:
    return "".join(f"ALTER TABLE {table} {verb} TRIGGER USER; " for table in APPEND_ONLY)


@pytest.fixture(scope="session")
def app_role(django_db_setup: None, django_db_blocker: object) -> str:
    """The role that the site runs as, with its rights granted in the test database."""
    url = _test_database_url()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        try:
            roles.make_role(owner, APP, "NOCREATEDB")
        except psycopg.errors.InsufficientPrivilege:
            pytest.skip("needs a database user that may create roles")
    roles.grant(url, APP)
    return APP


@pytest.fixture
def as_app(app_role: str, db: None) -> None:
    """The test's connection has the rights of the site and no more."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {app_role}")  # until the test's transaction is undone


def _test_database_url() -> str:
    parts = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    return psycopg.conninfo.make_conninfo("", **{**parts, "dbname": name})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs Chromium at {CHROMIUM}")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django then refuses to query.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=60_000)  # milliseconds; nothing waits longer than it has to
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield started
        started.close()
