"""Typed readers of the environment: a wrong value stops the start and says what to write."""

import os
import re
import zoneinfo
from urllib.parse import urlsplit

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}
_HOST = re.compile(r"\*|\.?[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


class WrongSetting(SystemExit):
    """The environment holds a value that cannot be meant; ends the program without a trace."""

    def __init__(self, name: str, found: str, write: str) -> None:
        super().__init__(f"{name}={found!r} cannot be used. Write {write}.")


def text(name: str, *, default: str) -> str:
    """The words of a setting, stripped; an empty setting counts as not set."""
    return os.environ.get(name, "").strip() or default


def yes(name: str, *, default: bool) -> bool:
    """A switch: 1 or 0, yes or no, on or off."""
    found = text(name, default="1" if default else "0")
    if found.lower() in _YES | _NO:
        return found.lower() in _YES
    raise WrongSetting(name, found, f"{name}=1 for yes or {name}=0 for no")


def whole(name: str, *, default: int, at_least: int, at_most: int) -> int:
    """A whole number within limits, both included."""
    found = text(name, default=str(default))
    if re.fullmatch(r"-?[0-9]{1,18}", found) and at_least <= int(found) <= at_most:
        return int(found)
    wanted = f"a whole number from {at_least} to {at_most}, such as {name}={default}"
    raise WrongSetting(name, found, wanted)


def words(name: str, *, default: tuple[str, ...]) -> list[str]:
    """A list, parted by commas or spaces."""
    found = [word for word in re.split(r"[,\s]+", os.environ.get(name, "")) if word]
    return found or list(default)


def hosts(name: str, *, default: tuple[str, ...]) -> list[str]:
    """Host names as Django compares them: without scheme, port or path."""
    found = words(name, default=default)
    for host in found:
        if not _HOST.fullmatch(host):
            wanted = f"host names without scheme or port, such as {name}=news.example,.news.example"
            raise WrongSetting(name, host, wanted)
    return found


def address(name: str, *, default: str) -> str:
    """The address of a site: http or https, a host, no path; without the closing slash."""
    found = text(name, default=default).rstrip("/")
    try:
        parts = urlsplit(found)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or (parts.path, parts.query, parts.fragment, parts.username) != ("", "", "", None):
        wanted = f"scheme and host without a path, such as {name}=https://news.example"
        raise WrongSetting(name, found, wanted)
    return found


def zone(name: str, *, default: str) -> str:
    """The name of a time zone in the IANA list."""
    found = text(name, default=default)
    try:
        zoneinfo.ZoneInfo(found)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        wanted = f"a name of the IANA time zone list, such as {name}=Europe/Berlin"
        raise WrongSetting(name, found, wanted) from None
    return found
