from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "samkraft.importing"
    label = "importing"
