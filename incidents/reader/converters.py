"""The parts of readers' addresses: days, versions, moments, slugs and format suffixes."""

from dataclasses import dataclass
from datetime import date, datetime

from incidents.reader.history.moments import in_utc


class DayConverter:
    """A day as "2017/02/25", always padded; a day that no calendar has is no address."""

    regex = "[0-9]{4}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value.replace("/", "-"))

    def to_url(self, value: date) -> str:
        return value.isoformat().replace("-", "/")


class UnpaddedDayConverter:
    """A day whose month or day lacks its zero, "2017/2/5"; never one that is written in full."""

    regex = "(?![0-9]{4}/[0-9]{2}/[0-9]{2}/)[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"

    def to_python(self, value: str) -> date:
        year, month, day = map(int, value.split("/"))
        return date(year, month, day)

    def to_url(self, value: date) -> str:
        return f"{value.year:04d}/{value.month}/{value.day}"


class UnpaddedMonthConverter:
    """A month that lacks its zero, "2017/2", as its first day."""

    regex = "[0-9]{4}/[1-9]"

    def to_python(self, value: str) -> date:
        year, month = map(int, value.split("/"))
        return date(year, month, 1)

    def to_url(self, value: date) -> str:
        return f"{value.year:04d}/{value.month}"


class YearConverter:
    """A year in four digits, not before the year 1."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return date(int(value), 1, 1).year

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class MonthConverter:
    """A month in two digits."""

    regex = "(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class NameConverter:
    """The slug of a story or topic: letters of any script; imported ones may hold a dot."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter:
    """The number of a version or update: from 1, without leading zeros, no longer than sane."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class CursorConverter(NumberConverter):
    """The number of the version that a reader has; 0 where there is none yet."""

    regex = "(?:0|[1-9][0-9]{0,8})"


class MarkConverter(NameConverter):
    """What a page says of the way it shows what stands beside its story."""

    regex = "[0-9a-f]{8}"


class MomentConverter:
    """A moment with its offset, "2017-02-25T12:00Z"; without one it is taken as UTC."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{2,15}(?:Z|[+-][0-9:]{2,5})?"

    def to_python(self, value: str) -> datetime:
        return in_utc(datetime.fromisoformat(value))

    def to_url(self, value: datetime) -> str:
        return in_utc(value).strftime("%Y-%m-%dT%H:%MZ")


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of a picture's file: the SHA-256 of its bytes in hex, and "webp", "jpg" or "png"."""

    digest: str
    extension: str


class FileNameConverter:
    """The name of a picture's file, and nothing else."""

    regex = "[0-9a-f]{64}[.](?:webp|jpg|png)"

    def to_python(self, value: str) -> FileName:
        digest, _, extension = value.partition(".")
        return FileName(digest, extension)

    def to_url(self, value: FileName) -> str:
        return f"{value.digest}.{value.extension}"


class SuffixConverter:
    """What follows the last dot of an address: "json" of "story.json"."""

    regex = "[a-z0-9]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
