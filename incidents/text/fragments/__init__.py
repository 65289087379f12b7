"""The HTML that is stored with each piece of a story and never written again."""

from incidents.text.fragments.marks import MARKS
from incidents.text.fragments.rendering import render

__all__ = ["MARKS", "render"]
