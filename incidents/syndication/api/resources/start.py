"""The first page of the API: where everything is."""

from incidents.formats.plain import Fields
from incidents.models import Incident
from incidents.syndication.api.endpoint import Endpoint, address
from incidents.syndication.api.shapes.stories import Start as StartShape


class Start(Endpoint[Incident]):
    """Where everything is."""

    row_class = StartShape
    nouns = (
        "incidents",
        "updates",
        "versions",
        "changes",
        "corrections",
        "sources",
        "media",
        "topics",
        "schema",
        "docs",
    )

    def names(self) -> tuple[str, ...]:
        """There is nothing to choose from."""
        return ()

    def one(self, **identity: object) -> Fields:  # noqa: ARG002
        return {noun: address(noun) for noun in self.nouns}
