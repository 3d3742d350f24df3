"""The gaps of a plan's follow-up as sections of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samkraft.actions.published import ActionCoverage, ActionRow, Served

GOALS = ("priority_area", "goal")


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: parts of the plan or actions; `none` says that there is none.

    `below` are parts under the goals. They are not counted: what a goal's action does for its
    paths is often said of the goal alone.
    """

    code: str
    title: str
    none: str
    parts: tuple[Served, ...] = ()
    below: tuple[Served, ...] = ()
    rows: tuple[ActionRow, ...] = ()

    @property
    def number(self) -> int:
        return len(self.parts) + len(self.rows)


def gaps_of(found: ActionCoverage) -> list[Gap]:
    """The sections, from the plan to its actions."""
    without = found.without
    return [
        Gap("uncovered", _("Goals without actions"), _("Every goal has an action."),
            parts=tuple(each for each in found.elements_without_actions if each.role in GOALS),
            below=tuple(each for each in found.elements_without_actions if each.role not in GOALS)),
        Gap("untied", _("Measures tied to no goal"), _("Every measure is tied to a goal."),
            parts=found.untied_measures),
        Gap("goal", _("Actions without a goal"), _("Every action serves a goal."),
            rows=without["element"]),
        Gap("owner", _("Actions without owner"), _("Somebody carries every action."),
            rows=without["owner"]),
        Gap("date", _("Actions without a date"), _("Every action has a date."),
            rows=without["date"]),
        Gap("money", _("Actions that name no money"), _("Every action says what it costs."),
            rows=without["money"]),
        Gap("update", _("Actions nobody has told of lately"), _("Somebody has told of every action."),
            rows=without["update"]),
    ]  # fmt: skip
