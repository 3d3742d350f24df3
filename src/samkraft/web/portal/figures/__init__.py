"""Public pages of figures."""
