"""The demonstration: five real regions, built through the operations a person uses."""

from samkraft.demonstration.accounts import ACCOUNTS, PASSWORD, Account

__all__ = ["ACCOUNTS", "PASSWORD", "Account", "build"]


def build(*, progress=lambda text: None) -> None:
    """Make the demonstration, or bring it up to date: what is there already is left alone."""
    from samkraft.demonstration.building import build_all

    build_all(progress=progress)
