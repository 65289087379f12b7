"""Tests of what brings stories in."""
