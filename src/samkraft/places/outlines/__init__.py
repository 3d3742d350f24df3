"""Outlines of areas in files: read, checked, simplified for a screen. Plain Python."""
