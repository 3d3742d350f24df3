"""Addresses of the workspace's pages of figures."""

from __future__ import annotations

from django.urls import path

from samkraft.web.workspace.figures import (
    following,
    own,
    readings,
    services,
    targets,
    topics,
    values,
)

FOLLOWED = "<slug:region>/plans/<slug:plan>/followed-by/"
TOPICS = "<slug:region>/plans/<slug:plan>/follow-up/"
TOPIC = TOPICS + "<int:topic>/"
FIGURES = "<slug:region>/figures/"

figure_urls = [
    # the installation
    path("installation/figures/", services.services, name="figures_services"),
    path("installation/figures/held/<int:held>/", services.held, name="figures_held"),
    path("installation/figures/<slug:source>/fetch/", services.fetch_source, name="figures_fetch"),
    # a region
    path(FIGURES, own.figures, name="figures_region"),
    path(FIGURES + "new/", own.new_indicator, name="figures_new"),
    path(FIGURES + "<slug:indicator>/", own.change_indicator, name="figures_change"),
    path(FIGURES + "<slug:indicator>/withdraw/", own.withdraw, name="figures_withdraw"),
    path(FIGURES + "<slug:indicator>/values/", values.values, name="figures_values"),
    path(FIGURES + "<slug:indicator>/fetch/", services.fetch_one, name="figures_fetch_one"),
    # a plan: what it is followed by
    path(FOLLOWED, following.followed, name="figures_followed"),
    path(FOLLOWED + "proposals/", following.take_proposals, name="figures_proposals"),
    path(FOLLOWED + "targets/<int:target>/end/", targets.end, name="figures_end_target"),
    path(FOLLOWED + "<int:link>/step/", following.step, name="figures_step"),
    path(FOLLOWED + "<int:link>/confirm/", following.confirm, name="figures_confirm"),
    path(FOLLOWED + "<int:link>/take-away/", following.unfollow, name="figures_unfollow"),
    path(FOLLOWED + "<int:link>/target/", targets.target, name="figures_target"),
    path(FOLLOWED + "<slug:key>/add/", following.follow, name="figures_follow"),
    # a plan: topics and readings
    path(TOPICS, topics.topics, name="figures_topics"),
    path(TOPIC, readings.topic, name="figures_topic"),
    path(TOPIC + "rename/", topics.rename_topic, name="figures_rename_topic"),
    path(TOPIC + "step/", topics.step_topic, name="figures_step_topic"),
    path(TOPIC + "end/", topics.end_topic, name="figures_end_topic"),
    path(TOPIC + "charts/", topics.charts, name="figures_charts"),
    path(TOPIC + "charts/<int:chart>/", topics.change_chart, name="figures_chart"),
    path(TOPIC + "write/", readings.write, name="figures_write"),
    path(TOPIC + "publish/", readings.publish, name="figures_publish"),
    path(TOPIC + "discard/", readings.discard, name="figures_discard"),
    path(TOPICS + "<slug:key>/add/", topics.add_topic, name="figures_add_topic"),
]
