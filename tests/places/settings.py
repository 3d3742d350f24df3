"""Only the journal and the places, in memory: to work on this room alone."""

INSTALLED_APPS = ["samkraft.journal", "samkraft.places"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SECRET_KEY = "only for tests"
