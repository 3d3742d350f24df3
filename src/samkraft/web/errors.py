"""Pages that say what went wrong and where to go."""

from django.shortcuts import render


def not_found(request, exception=None):
    """Nothing here, or nothing public: the two are told apart to nobody."""
    return render(request, "404.html", status=404)


def not_allowed(request, exception=None):
    return render(request, "403.html", status=403)
