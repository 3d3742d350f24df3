"""Figures in the workspace: what plans are followed by, and where the figures come from."""
