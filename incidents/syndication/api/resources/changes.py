"""Changes: the feed of the whole site, which a program follows from a position on."""

from incidents.syndication.api.resources.versions import Versions


class Changes(Versions):
    """The change feed of the whole site: the rows, filters and pages of `/api/v1/versions/`.

    With `since` and `order=oldest` it tells every change after a position, in order.
    """
