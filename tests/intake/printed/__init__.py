"""Tests of what stands printed on pages."""
