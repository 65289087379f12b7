"""Corrections: what was put right, made clearer or withdrawn, of every story."""

from incidents.record.history.sitewide import INFERRED, PUT_RIGHT
from incidents.syndication.api import parameters
from incidents.syndication.api.resources.versions import Rows, VersionFilters, Versions


class CorrectionFilters(VersionFilters):
    """Which of them."""

    kind = parameters.one_of(PUT_RIGHT, "Of this kind.", field="kind")


class Corrections(Versions):
    """Corrections, clarifications and retractions; of retracted stories the reason alone."""

    filterset_class = CorrectionFilters

    def get_queryset(self) -> Rows:
        return super().get_queryset().filter(kind__in=PUT_RIGHT).exclude(INFERRED)
