"""A deed: one change that can be made to an action from its page, with the form it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from samkraft.web.workspace.actions.access import Desk
from samkraft.web.workspace.forms.plain import Area, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field


@dataclass(frozen=True, slots=True)
class Deed:
    """`form` makes the form for a thing of the action (None: the action itself), empty or from
    what was sent; `do` acts on it. `thing` finds what the address names. Without a
    title it has no form to open: a button alone does it."""

    name: str
    section: str
    act: str
    form: Callable[..., PlainForm]
    do: Callable[[Desk, Any, PlainForm, dict], Any]
    done: str
    title: str = ""
    button: str = ""
    hint: str = ""
    thing: Callable[[Desk, str], Any] | None = None
    allows: Callable[[Desk, Any], bool] | None = None
    danger: bool = False

    def allowed(self, desk: Desk, thing: Any) -> bool:
        """Whether the person may do this here and now."""
        return self.allows(desk, thing) if self.allows else desk.may(self.act)

    def keep(self, desk: Desk, thing: Any) -> str:
        """The name under which unsaved text of the form is kept in the browser."""
        return f"{self.name}-{desk.action.pk}-{getattr(thing, 'pk', '')}"


class Bare(PlainForm):
    """Nothing to fill in: the button says it all."""


class Why(PlainForm):
    revision = revision_field()
    why = Area(label=_("Why"), help_text=_("It is kept with the record."))


def bare(desk: Desk, thing: Any, data=None) -> PlainForm:
    return Bare(data)


def why(desk: Desk, thing: Any, data=None) -> PlainForm:
    return Why(data, initial={"revision": (thing or desk.action).revision})


def row_of(name: str, ends: str = "") -> Callable[[Desk, str], Any]:
    """Finds a row that hangs on the action by its number; anything else is not there. One that
    has ended, which its field `ends` tells, is marked as `gone`."""

    def find(desk: Desk, what: str) -> Any:
        rows = getattr(desk.action, name)
        found = rows.filter(pk=int(what)).first() if what.isdecimal() and len(what) < 19 else None
        if found is None:
            raise Http404
        found.action, found.gone = desk.action, bool(ends and getattr(found, ends))
        return found

    return find
