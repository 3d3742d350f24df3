"""Klass, Statistics Norway's register of classifications."""
