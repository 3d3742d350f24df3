"""What every template knows."""

from django.conf import settings


def site(request):
    """Languages of the interface."""
    return {"site_languages": settings.LANGUAGES}
