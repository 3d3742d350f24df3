"""Words for codes, in one place, so that every page says the same."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions.rules.quality import MESSAGES as ACTION_PLAN_MESSAGES
from samkraft.plans.rules.checks import MESSAGES

FINDINGS = {**MESSAGES, **ACTION_PLAN_MESSAGES}

WORDS = {
    # states of a version
    "draft": _("draft"),
    "consultation": _("open for comment"),
    "adopted": _("adopted"),
    "superseded": _("replaced by a later version"),
    "withdrawn": _("withdrawn"),
    # kinds of plan
    "strategy": _("strategy"),
    "action-plan": _("action plan"),
    "area-strategy": _("area strategy"),
    "programme-project": _("programme project"),
    # parts of a plan
    "plan": _("plan"),
    "action": _("action"),
    "region": _("region"),
    "challenge": _("challenge"),
    "principle": _("principle"),
    "priority_area": _("priority area"),
    "area": _("priority area"),
    "goal": _("goal"),
    "subgoal": _("sub-goal"),
    "path": _("path forward"),
    "measure": _("measure"),
    "result": _("result"),
    "advice": _("advice"),
    "fact": _("fact"),
    # tiers
    "local": _("Local"),
    "regional": _("Regional"),
    "national": _("National"),
    "eu": _("EU"),
    "global": _("Global"),
    # roles of people
    "reader": _("reader"),
    "contributor": _("contributor"),
    "editor": _("editor"),
    "coordinator": _("coordinator"),
    "programme": _("programme owner"),
    "administrator": _("administrator"),
    # kinds of organisation
    "municipality": _("municipality"),
    "municipal-association": _("association of municipalities"),
    "regional-council": _("regional council"),
    "county-board": _("county administrative board"),
    "state-agency": _("state agency"),
    "university": _("university"),
    "research-institute": _("research institute"),
    "civil-society": _("civil society"),
    "business": _("business"),
    "business-association": _("business association"),
    "cooperation-body": _("cooperation body"),
    "sami-body": _("Sami body"),
    "youth-council": _("youth council"),
    "programme-owner": _("programme owner"),
    "other": _("other"),
    "county": _("county"),
    "country": _("country"),
    # how exactly a date is known
    "year": _("year"),
    "month": _("month"),
    "day": _("day"),
}
PLURALS = {
    "challenge": _("Challenges"),
    "principle": _("Principles"),
    "priority_area": _("Priority areas"),
    "goal": _("Goals"),
    "subgoal": _("Sub-goals"),
    "path": _("Paths forward"),
    "measure": _("Measures"),
    "result": _("Results"),
    "advice": _("Advice"),
    "fact": _("Facts"),
}


def word(code: str) -> str:
    """The word for a code; the code itself when it has none."""
    return str(WORDS.get(code, code))


def plural(code: str) -> str:
    """The plural for a part of a plan."""
    return str(PLURALS.get(code, word(code)))


def finding(code: str) -> str:
    """The message template of a finding."""
    return gettext(FINDINGS[code]) if code in FINDINGS else code
