"""Addresses of the workspace."""

from django.urls import include, path

from samkraft.web.workspace import (
    elements,
    home,
    installation,
    links,
    people,
    plans,
    regions,
    states,
    translation,
    versions,
)
from samkraft.web.workspace.actions.urls import action_urls
from samkraft.web.workspace.figures.urls import figure_urls
from samkraft.web.workspace.following.urls import following_urls
from samkraft.web.workspace.importing.urls import importing_urls

PLAN = "<slug:region>/plans/<slug:plan>/"
VERSION = PLAN + "<int:number>/"
PART = VERSION + "parts/<int:pk>/"
PERSON = "installation/people/<int:person>/"

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("import/", include(importing_urls)),
    path("account/", home.account, name="account"),
    # the installation
    path("installation/", installation.people, name="installation"),
    path("installation/new-person/", installation.new_person, name="installation_new_person"),
    path("installation/journal/", installation.journal, name="installation_journal"),
    path(PERSON, installation.person, name="installation_person"),
    path(PERSON + "give-role/", installation.give_role, name="installation_give_role"),
    path(PERSON + "end-role/", installation.end_role, name="installation_end_role"),
    path(PERSON + "end/", installation.end_person, name="installation_end_person"),
    # figures, in the installation, in a region and in a plan
    *figure_urls,
    # organising: bodies, roles, action plans, priorities, rounds, lists of actions
    *following_urls,
    # actions: the update by e-mail, the actions of a plan
    *action_urls,
    # a region
    path("<slug:region>/", regions.plans, name="region"),
    path("<slug:region>/new-plan/", regions.new_plan, name="new_plan"),
    path("<slug:region>/journal/", regions.journal, name="journal"),
    path("<slug:region>/people/", people.people, name="people"),
    path("<slug:region>/people/new/", people.new_person, name="new_person"),
    path("<slug:region>/people/give-role/", people.give_role, name="give_role"),
    path("<slug:region>/people/<int:person>/role/", people.change_role, name="change_role"),
    path("<slug:region>/people/<int:person>/end/", people.end_role, name="end_role"),
    path("<slug:region>/organisations/", people.organisations, name="organisations"),
    path("<slug:region>/organisations/new/", people.new_organisation, name="new_organisation"),
    path(
        "<slug:region>/organisations/<int:organisation>/",
        people.organisation,
        name="organisation",
    ),
    path("<slug:region>/objectives/", links.frameworks, name="frameworks"),
    path("<slug:region>/objectives/new/", links.new_framework, name="new_framework"),
    path(
        "<slug:region>/objectives/<slug:framework>/new/", links.new_objective, name="new_objective"
    ),
    # a plan
    path(PLAN, plans.plan, name="plan"),
    path(PLAN + "levels/", plans.levels, name="levels"),
    path(PLAN + "changes/", plans.changes, name="changes"),
    path(PLAN + "changes/new/", plans.new_change, name="new_change"),
    path(PLAN + "links/<int:link>/remove/", links.remove_link, name="remove_link"),
    # a version
    path(VERSION, versions.version, name="version"),
    path(VERSION + "words/", versions.words, name="words"),
    path(VERSION + "translate/<str:lang>/", translation.translate, name="translate"),
    path(VERSION + "findings/", versions.findings, name="findings"),
    path(VERSION + "preview/", versions.preview, name="preview"),
    path(VERSION + "compare/", versions.choose_comparison, name="choose_comparison"),
    path(VERSION + "compare/<int:other>/", versions.compare, name="compare"),
    path(VERSION + "links/", links.links, name="links"),
    path(VERSION + "links/add/", links.add_link, name="link_plan"),
    path(VERSION + "links/add/<slug:key>/", links.add_link, name="link_part"),
    path(VERSION + "start-draft/", states.start, name="start_draft"),
    path(VERSION + "consult/", states.consult, name="consult"),
    path(VERSION + "adopt/", states.adopt, name="adopt"),
    path(VERSION + "withdraw/", states.withdraw, name="withdraw"),
    path(VERSION + "discard/", states.discard, name="discard"),
    # the parts of a draft
    path(VERSION + "parts/add/", elements.add, name="add"),
    path(PART + "reword/", elements.reword, name="reword"),
    path(PART + "step/", elements.step, name="step"),
    path(PART + "move/", elements.move, name="move"),
    path(PART + "split/", elements.split, name="split"),
    path(PART + "merge/", elements.merge, name="merge"),
    path(PART + "remove/", elements.remove, name="remove"),
    path(PART + "restore/", elements.restore, name="restore"),
]
