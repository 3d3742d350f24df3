"""Addresses of the workspace's pages of organising."""

from __future__ import annotations

from django.urls import path

from samkraft.web.workspace.following import (
    actionplans,
    bodies,
    exporting,
    habits,
    importing,
    linking,
    priorities,
    rates,
    roles,
    rounds,
    seats,
    treating,
    trying,
)

BODY = "<slug:region>/bodies/<slug:body>/"
SEAT = BODY + "seats/<int:seat>/"
PLAN = "<slug:region>/plans/<slug:plan>/"
ACTION_PLAN = PLAN + "action-plans/<slug:action_plan>/"
CRITERIA = PLAN + "priorities/criteria/"
ROUND = PLAN + "rounds/<int:round>/"
IMPORT = PLAN + "actions-import/"

following_urls = [
    # the installation
    path("installation/rates/", rates.rates, name="following_rates"),
    # a region: bodies and who sits in them
    path("<slug:region>/bodies/", bodies.bodies, name="following_bodies"),
    path("<slug:region>/new-body/", bodies.new_body, name="following_new_body"),
    path(BODY, bodies.body, name="following_body"),
    path(BODY + "change/", bodies.change_body, name="following_change_body"),
    path(BODY + "end/", bodies.end_body, name="following_end_body"),
    path(BODY + "seats/give/", seats.give_seat, name="following_give_seat"),
    path(SEAT + "end/", seats.end_seat, name="following_end_seat"),
    path(SEAT + "name/", seats.seat_name, name="following_seat_name"),
    # a plan: who leads and supports
    path(PLAN + "roles/", roles.roles, name="following_roles"),
    path(PLAN + "roles/give/", roles.involve, name="following_involve"),
    path(
        PLAN + "roles/<int:involvement>/end/", roles.end_involvement,
        name="following_end_involvement",
    ),
    # a plan: action plans
    path(PLAN + "action-plans/", actionplans.action_plans, name="following_action_plans"),
    path(PLAN + "new-action-plan/", actionplans.initiate, name="following_initiate"),
    path(ACTION_PLAN, treating.action_plan, name="following_action_plan"),
    path(
        ACTION_PLAN + "write/", actionplans.write_action_plan, name="following_write_action_plan"
    ),
    path(ACTION_PLAN + "coordinator/", treating.coordinator, name="following_coordinator"),
    path(ACTION_PLAN + "treatment/", treating.treatment, name="following_treatment"),
    path(ACTION_PLAN + "to/<slug:state>/", treating.move, name="following_move"),
    # a plan: measures and the goals they serve
    path(PLAN + "linking/", linking.linking, name="following_linking"),
    path(PLAN + "linking/tie/", linking.tie, name="following_tie"),
    path(PLAN + "linking/<int:serving>/untie/", linking.untie, name="following_untie"),
    # a plan: what comes first
    path(PLAN + "priorities/", priorities.priorities, name="following_priorities"),
    path(PLAN + "priorities/weigh/", priorities.weigh, name="following_weigh"),
    path(PLAN + "priorities/choose/", priorities.choose, name="following_choose"),
    path(CRITERIA + "new/", priorities.new_criterion, name="following_new_criterion"),
    path(CRITERIA + "<int:criterion>/", priorities.criterion, name="following_criterion"),
    path(
        CRITERIA + "<int:criterion>/end/", priorities.end_criterion,
        name="following_end_criterion",
    ),
    # a plan: rounds and habits
    path(PLAN + "rounds/", rounds.rounds, name="following_rounds"),
    path(PLAN + "rounds/new/", rounds.new_round, name="following_new_round"),
    path(PLAN + "rounds/habits/", habits.set_habits, name="following_habits"),
    path(PLAN + "rounds/next/", habits.next_letters, name="following_next"),
    path(ROUND, rounds.one_round, name="following_round"),
    path(ROUND + "change/", rounds.change_round, name="following_change_round"),
    path(ROUND + "end/", rounds.end_round, name="following_end_round"),
    # a plan: lists of actions in and out
    path(IMPORT, importing.upload, name="following_import"),
    path(IMPORT + "columns/", importing.columns, name="following_import_columns"),
    path(IMPORT + "try/", trying.attempt, name="following_import_try"),
    path(IMPORT + "take-in/", trying.take_in, name="following_import_take_in"),
    path(IMPORT + "mapping.yml", exporting.mapping, name="following_import_mapping"),
    path(PLAN + "actions.xlsx", exporting.xlsx, name="following_xlsx"),
    path(PLAN + "actions.csv", exporting.csv, name="following_csv"),
]  # fmt: skip
