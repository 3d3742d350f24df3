"""Everything that can be done to an action from its page, by name."""

from __future__ import annotations

from samkraft.web.workspace.actions.deeds import (
    about,
    carrying,
    experiments,
    milestones,
    money,
    partners,
    parts,
    stages,
)
from samkraft.web.workspace.actions.deeds.deed import Deed

MODULES = (about, carrying, stages, milestones, partners, money, parts, experiments)
DEEDS: dict[str, Deed] = {deed.name: deed for module in MODULES for deed in module.DEEDS}
