"""Who may do what with action plans and actions: one table, by where a person stands.

Standings: `coordinator`, `editor`, `contributor`, `reader` by role in the region (a higher role
has the lower ones too); `responsible` for this very action; `partner` with this very
organisation; `actor`: belongs to an organisation that takes part in the region.
"""

from __future__ import annotations

MAY: dict[str, frozenset[str]] = {
    "initiate": frozenset({"contributor", "actor"}),
    "write": frozenset({"editor", "initiator"}),
    "coordinate": frozenset({"coordinator"}),
    "treat": frozenset({"editor"}),
    "propose": frozenset({"contributor"}),
    "edit": frozenset({"editor"}),
    "decide_stage": frozenset({"editor"}),
    "update": frozenset({"editor", "responsible"}),
    "answer_assignment": frozenset({"editor", "responsible"}),
    "answer_invitation": frozenset({"editor", "partner"}),
    "update_part": frozenset({"editor", "partner"}),
    "comment": frozenset({"contributor", "responsible", "partner"}),
    "read_comments": frozenset({"contributor", "responsible", "partner"}),
    "give_opinion": frozenset({"contributor", "actor"}),
}


def allowed(act: str, standings: frozenset[str]) -> bool:
    """Whether somebody who stands so may do this."""
    return bool(MAY[act] & standings)
