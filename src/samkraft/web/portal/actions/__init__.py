"""Public pages of actions: who does what by when, and how it goes."""
