"""Public addresses. A region's slug is the first part, so its pages read like the place."""

from django.urls import path

from samkraft.web.portal import pages, plans, regions
from samkraft.web.portal.actions.urls import urlpatterns as of_actions
from samkraft.web.portal.figures import (
    downloads,
    drawings,
    indicators,
    methods,
    standing,
)

app_name = "portal"
urlpatterns = [
    path("", regions.home, name="home"),
    path("search/", pages.search, name="search"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("places/<str:country>/<str:code>/", regions.place, name="place"),
    path("places/<str:country>/<str:code>/figures/", indicators.profile, name="profile"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:slug>/figures.<str:kind>", downloads.figures, name="download"),
    path("indicators/<slug:slug>/spark.svg", drawings.spark, name="spark"),
    path("indicators/<slug:slug>/<slug:view>.svg", drawings.chart, name="chart"),
    path("indicators/<slug:slug>/<slug:view>.json", drawings.chart_data, name="chart_data"),
    path("sources/", methods.sources, name="sources"),
    path("method/", methods.method, name="method"),
    path("compare/", standing.compare, name="compare_regions"),
    *of_actions,
    path("<slug:region>/state/", standing.state, name="state"),
    path("<slug:region>/", regions.region, name="region"),
    path("<slug:region>/<slug:plan>/", plans.plan, name="plan"),
    path("<slug:region>/<slug:plan>/v/<int:number>/", plans.plan, name="version"),
    path(
        "<slug:region>/<slug:plan>/compare/<int:number>/<int:other>/",
        plans.comparison,
        name="comparison",
    ),
    path("<slug:region>/<slug:plan>/compare/", plans.choose_comparison, name="compare"),
    path("<slug:region>/<slug:plan>/links/", plans.coverage, name="coverage"),
    path("<slug:region>/<slug:plan>/changes/", plans.changes, name="changes"),
    path("<slug:region>/<slug:plan>/v/<int:number>/<slug:key>/", plans.element, name="old"),
    path("<slug:region>/<slug:plan>/<slug:key>/", plans.element, name="element"),
]
