"""Public addresses. A region's slug is the first part, so its pages read like the place."""

from django.urls import path

from samkraft.web.portal import pages, plans, regions

app_name = "portal"
urlpatterns = [
    path("", regions.home, name="home"),
    path("search/", pages.search, name="search"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("places/<str:country>/<str:code>/", regions.place, name="place"),
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
