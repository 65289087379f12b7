"""Why a page was not fetched; each sentence says what the editor can do instead."""

from incidents.actions.refusals import Refused

BY_HAND = "Type the details by hand."


class Unfetched(Refused):
    """A web page that could not be had; `what` says why, without what to do instead."""

    field = "url"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} {BY_HAND}")
        self.what = what


class NotFetchable(Unfetched):
    """An address that the newsroom does not fetch, whatever stands behind it."""


class PrivateNetwork(Unfetched):
    """The name leads to an address that is not public."""

    def __init__(self) -> None:
        super().__init__("This address leads into a private network, which is never fetched.")


class UnknownHost(Unfetched):
    """The name system knows no such name."""

    def __init__(self, host: str) -> None:
        super().__init__(f"There is no site called {host}: look for a mistake in the address.")


class TooMany(Unfetched):
    """As many pages as may be are being fetched at this moment."""

    def __init__(self) -> None:
        super().__init__("Other pages are being looked up just now: try again in a moment.")


class TooSlow(Unfetched):
    """The time for the whole of it was up."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The page did not answer within {seconds:g} seconds.")


class TooLarge(Unfetched):
    """More came than may come."""

    def __init__(self, most: int) -> None:
        super().__init__(f"The page is larger than {most / 1_000_000:g} MB.")


class TooManyRedirects(Unfetched):
    """It was sent on too often."""

    def __init__(self, most: int) -> None:
        super().__init__(f"The page sends on to other addresses more than {most} times.")


class NoPage(Unfetched):
    """Something came that is no page, such as a picture or a PDF."""

    def __init__(self, media_type: str) -> None:
        said = f"({media_type})" if media_type else "(it does not say what it is)"
        super().__init__(f"There is no web page at this address {said}.")


class Garbled(Unfetched):
    """What came cannot be read as HTTP or as the compression it claims to be."""

    def __init__(self) -> None:
        super().__init__("The site sent something that cannot be read.")


class Unreachable(Unfetched):
    """No connection, or it broke."""

    def __init__(self) -> None:
        super().__init__("The site cannot be reached just now: try again later.")


class Untrusted(Unfetched):
    """The site cannot prove that it is the one that was asked for."""

    def __init__(self) -> None:
        super().__init__("The site does not prove who it is (its certificate is not in order).")


class Declined(Unfetched):
    """The site answered, and did not give the page; `status` is its answer."""

    def __init__(self, status: int) -> None:
        super().__init__(_declined(status))
        self.status = status


GONE = frozenset({404, 410})
"""The answers of a site that say that a page is not there any more."""


def _declined(status: int) -> str:
    if status in GONE:
        return f"The page is not there (the site answers {status}): look for a mistake in it."
    if status in {401, 402, 403, 407, 429, 451}:
        return f"The site does not show this page to programs (it answers {status})."
    return f"The site did not give the page (it answers {status}): try again later."
