"""Keeping the index of words in step with what is public."""

from incidents.actions.finding.following import follow, rebuild

__all__ = ["follow", "rebuild"]
