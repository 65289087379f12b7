"""What a careful sub-editor would point at while an update is being written: hints, never walls."""

from incidents.text.hints.checking import hints
from incidents.text.hints.hint import KINDS, Hint, Surroundings

__all__ = ["KINDS", "Hint", "Surroundings", "hints"]
