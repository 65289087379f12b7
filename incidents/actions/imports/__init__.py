"""How whole histories from elsewhere come in: in batches, each story entire or not at all."""

from incidents.actions.imports.loading import load

__all__ = ["load"]
