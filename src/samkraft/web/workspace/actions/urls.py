"""Addresses of the workspace's pages of actions."""

from __future__ import annotations

from django.urls import path

from samkraft.web.workspace.actions import doing, listing, showing, updating

ACTIONS = "<slug:region>/plans/<slug:plan>/actions/"
ACTION = ACTIONS + "<slug:slug>/"

action_urls = [
    # from an e-mail, without logging in
    path("actions/update/<str:token>/", updating.by_link, name="action_link"),
    # a plan
    path(ACTIONS, listing.actions, name="action_list"),
    path(ACTIONS + "new/", listing.new_action, name="action_new"),
    # an action
    path(ACTION, showing.action, name="action_page"),
    path(ACTION + "history/", showing.history, name="action_history"),
    path(ACTION + "update/", updating.update, name="action_update"),
    path(ACTION + "<slug:do>/", doing.do, name="action_do"),
    path(ACTION + "<slug:do>/<slug:what>/", doing.do, name="action_do_to"),
]
