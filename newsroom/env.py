"""Typed readers of the environment: a wrong value stops the start and says what to write."""

import base64
import binascii
import os
import re
import zoneinfo
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

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
    parts = _web_address(found)
    if parts is None or (parts.path, parts.query) != ("", ""):
        wanted = f"scheme and host without a path, such as {name}=https://news.example"
        raise WrongSetting(name, found, wanted)
    return found


def endpoint(name: str, *, such_as: str = "https://cache.example/purge") -> str:
    """An address of something elsewhere: http or https, a host, any path; "" for nowhere."""
    found = text(name, default="")
    if found and (_web_address(found) is None or not re.fullmatch(r"[!-~]+", found)):
        wanted = f"an address of http or https, such as {name}={such_as}"
        raise WrongSetting(name, found, wanted)
    return found


def _web_address(written: str) -> SplitResult | None:
    """The parts of an address of http or https; None where it is none, or holds a password."""
    try:
        parts = urlsplit(written)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if sound and (parts.fragment, parts.username) == ("", None) else None


def folder(name: str, *, default: Path) -> Path:
    """A folder, by its whole path: it is the same wherever a command is started."""
    found = Path(text(name, default=str(default))).expanduser()
    if not found.is_absolute():
        raise WrongSetting(name, str(found), f"a whole path, such as {name}=/srv/newsroom/heads")
    return found


def seed(name: str) -> bytes | None:
    """A secret of 32 bytes in base64; None where it is not set. Its value is never shown."""
    found = text(name, default="")
    if not found:
        return None
    try:
        return decoded_seed(found)
    except ValueError:
        wanted = f"32 random bytes in base64: {name}=$(openssl rand -base64 32)"
        raise WrongSetting(name, "(not shown)", wanted) from None


def decoded_seed(written: str) -> bytes:
    """The 32 bytes that base64 says; raises ValueError where it says something else."""
    try:
        found = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("this is no base64") from None
    if len(found) != 32:
        raise ValueError(f"these are {len(found)} bytes, not 32")
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


def language(name: str, *, default: str, held: Path) -> str:
    """A language for which the folder `held` has a compiled catalogue, or the default."""
    found = text(name, default=default)
    places = held.glob("*/LC_MESSAGES/django.mo")
    known = {default, *(place.parents[1].name.replace("_", "-").lower() for place in places)}
    if found.lower() not in known:
        offered = ", ".join(sorted(known))
        raise WrongSetting(name, found, f"one of the languages that are there: {offered}")
    return found.lower()
