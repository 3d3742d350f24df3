"""The accounts of the demonstration, one for each role."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "samkraft-demonstration"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to log in as. `region` is empty for a role in the whole installation."""

    email: str
    name: str
    language: str
    role: str
    region: str = ""
    organisation: str = ""


ACCOUNTS = (
    Account("administrator@samkraft.example", "Ada Administrator", "en", "administrator"),
    Account("programme@samkraft.example", "Per Programeier", "nb", "programme"),
    Account(
        "norrbotten@samkraft.example", "Karin Koordinator", "sv", "coordinator", "norrbotten",
        "region-norrbotten",
    ),
    Account("polarsirkel@samkraft.example", "Kari Koordinator", "nb", "coordinator",
            "polarsirkelradet", "polarsirkelradet"),
    Account("editor@samkraft.example", "Erik Redaktör", "sv", "editor", "norrbotten",
            "region-norrbotten"),
    Account("lulea@samkraft.example", "Lena Ansvarig", "sv", "contributor", "norrbotten",
            "kommun-2580"),
    Account("contributor@samkraft.example", "Britt Bidrag", "nb", "contributor",
            "polarsirkelradet"),
    Account("reader@samkraft.example", "Liv Leser", "nb", "reader", "polarsirkelradet"),
    Account("harstad@samkraft.example", "Hanne Koordinator", "nb", "coordinator",
            "harstadregionen"),
    Account("rana@samkraft.example", "Rolf Koordinator", "nb", "coordinator", "ranaregionen"),
    Account("alstahaug@samkraft.example", "Anne Koordinator", "nb", "coordinator",
            "alstahaugregionen"),
)  # fmt: skip
