"""Addresses of the whole site. Every page lives under its language: /sv/norrbotten/…"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve

from samkraft.web import theme

urlpatterns = [
    path("theme/<str:accent>.css", theme.accent, name="theme"),
    re_path(r"^files/(?P<path>documents/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("workspace/", include("samkraft.web.workspace.urls")),
        path("", include("samkraft.web.portal.urls")),
    ),
]
handler403 = "samkraft.web.errors.not_allowed"
handler404 = "samkraft.web.errors.not_found"
