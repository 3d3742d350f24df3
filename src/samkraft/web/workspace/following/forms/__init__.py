"""The forms of organising."""
