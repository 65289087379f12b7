"""What ends the putting together of styles and scripts."""

from pathlib import Path


class BundleError(Exception):
    """A file holds something that cannot be put together with others; says what, and where."""

    def __init__(self, file: Path, said: str) -> None:
        super().__init__(f"{file}: {said}")
