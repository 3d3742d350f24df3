"""Eurostat's statistics interface: sparse JSON-stat with flags."""
