"""What a reader asks of the actions, out of the address of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404

from samkraft.actions import published
from samkraft.actions.published import ActionFilter
from samkraft.plans.published import known_verdicts

PAGE = 100
VIEWS = ("list", "board", "timeline")
NARROWED = ("element", "principle", "responsible", "place", "stage", "judgement", "tag", "sign")
EVERYWHERE = ("stage", "judgement", "tag", "sign")
LISTED_SIGNS = published.SIGNS[:8]


@dataclass(frozen=True, slots=True)
class Question:
    """Which actions, how they are shown, and which page of them."""

    wanted: ActionFilter
    view: str = "list"
    page: int = 1

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE

    @property
    def narrowed(self) -> bool:
        """Whether anything but the place in the address narrows the list."""
        return any(getattr(self.wanted, name) for name in NARROWED)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What another form of the page carries along: the filters that hold everywhere."""
        kept = {name: getattr(self.wanted, name) for name in EVERYWHERE}
        kept["view"] = "" if self.view == "list" else self.view
        return [(name, value) for name, value in kept.items() if value]

    def query(self, **changes) -> str:
        """The query of an address that asks this, with some parts exchanged."""
        values = {name: getattr(self.wanted, name) for name in NARROWED}
        values |= {"view": "" if self.view == "list" else self.view}
        values |= {"page": self.page if self.page > 1 else ""}
        values |= changes
        return urlencode({name: value for name, value in values.items() if value})


def question_of(request, region: str = "", plan: str = "") -> Question:
    """The question of a request; an unknown sign or view is not found."""
    given = {name: request.GET.get(name, "").strip()[:120] for name in NARROWED}
    view = request.GET.get("view") or "list"
    if view not in VIEWS or (given["sign"] and given["sign"] not in LISTED_SIGNS):
        raise Http404
    order = "due" if view == "timeline" else "attention"
    wanted = ActionFilter(region=region, plan=plan, order=order, **given)
    return Question(wanted, view, _page(request.GET.get("page", "")))


def public(ask, *arguments, **options):
    """Ask for something public; what is not public is not found."""
    try:
        return ask(*arguments, **options)
    except published.NotPublic as error:
        raise Http404 from error


def verdicts(plan: str, today: date) -> dict[tuple[str, str], str]:
    """The verdicts on the figures of a plan's parts, as the signs of actions ask for them."""
    return {(plan, key): str(kind) for key, kind in known_verdicts(plan, today=today).items()}


def rest_of(request, *taken: str) -> str:
    """The query of the request without some of its parts, with its question mark."""
    values = request.GET.copy()
    for name in (*taken, "page"):
        values.pop(name, None)
    return f"?{values.urlencode()}" if values else ""


def day_asked(text: str) -> date | None:
    """A day in an address; none for an empty or wrong one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text) < 10_000 else 1
