from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "samkraft.search"
    label = "search"
