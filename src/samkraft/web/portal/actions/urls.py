"""Addresses of actions, action plans and actors; they stand before a plan's own addresses.

The words used here are reserved: no region, plan or part of a plan is called so
(`samkraft.places.rules`, `samkraft.plans.rules.addresses`).
"""

from django.urls import path

from samkraft.web.portal.actions import actionplans, actors, boards, pages, tracker

REGION, PLAN = "<slug:region>/", "<slug:region>/<slug:plan>/"

urlpatterns = [
    path("actions/", tracker.tracker, name="all_actions"),
    path("actions/actions.<str:kind>", tracker.sheet, name="all_actions_sheet"),
    path("organisations/<slug:organisation>/", actors.organisation, name="organisation"),
    path(REGION + "who/", actors.who, name="who"),
    path(REGION + "who/<slug:body>/", actors.body, name="body"),
    path(REGION + "actions/", tracker.tracker, name="region_actions"),
    path(REGION + "actions/actions.<str:kind>", tracker.sheet, name="region_actions_sheet"),
    path(REGION + "action-plans/", actionplans.register, name="region_action_plans"),
    path(PLAN + "actions/", tracker.tracker, name="actions"),
    path(PLAN + "actions/actions.<str:kind>", tracker.sheet, name="actions_sheet"),
    path(PLAN + "actions/<slug:action>/", pages.action, name="action"),
    path(PLAN + "action-plans/", actionplans.register, name="action_plans"),
    path(PLAN + "action-plans/<slug:action_plan>/", actionplans.action_plan, name="action_plan"),
    path(PLAN + "board/", boards.board, name="board"),
    path(PLAN + "gaps/", pages.gaps, name="gaps"),
    path(PLAN + "funding/", pages.funding, name="funding"),
    path(PLAN + "priorities/", pages.priorities, name="priorities"),
]
